/** Words and spaces that somebody would rather not hear of. */
export const muted = {
  tabTitle: 'Bothways: kept quiet',
  title: 'Words and spaces you keep quiet',
  lead: 'Nobody is told. It is so on all your devices.',
  wordsTitle: 'Words that stay closed',
  words:
    'What others write with one of these words in it is closed behind a line that shows you the word. You can open it each time. It brings no dot and no sound. Your own words stay open.',
  label: 'A word, or a few in a row',
  hint: 'Large and small letters count the same. A word is found as a whole: “war” does not close “warm”.',
  missing: 'Write a word, up to 60 letters.',
  add: 'Keep this word closed',
  none: 'No words yet.',
  list: 'Your words',
  drop: (word: string) => `No longer close “${word}”`,
  spacesTitle: 'Spaces that stay quiet',
  spaces: 'Home shows no line and no dot for what is new in them, and it makes no sound.',
  noSpaces: 'You are in no space yet.',
};
