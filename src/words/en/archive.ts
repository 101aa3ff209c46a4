/** Looking into a file that somebody took along. */
export const archive = {
  tabTitle: 'Bothways: a file',
  title: 'A file that was taken along',
  lead: 'You can look into it here, wherever it was made. It is opened on this device, sent to nobody, and gone when you leave this page.',
  choose: 'The file',
  chooseHint: 'It ends in .zip.',
  opening: 'Checking every word in it. With much in it this takes a while.',
  refusals: {
    broken: 'This is not a file of that sort, or a part of it is missing. Nothing was opened.',
    altered: 'Something in this file is not as it was when it was made. Nothing of it is shown.',
    tooLarge: 'This file is larger than any that is made here. Nothing was opened.',
    differs:
      'In this file somebody’s words carry a key that is not theirs. They may be made up, so nothing is shown.',
    update: 'It was made by something newer than this page. Load the page once more.',
    other: 'This file does not open here. Nothing of it is shown.',
  },
  opened: (day: string) => `Taken along on ${day}. Every entry carries the mark of who wrote it.`,
  unknownPeople: (count: number) =>
    count === 1
      ? 'For one person nothing in the file shows whose mark it is.'
      : `For ${count} people nothing in the file shows whose mark it is.`,
  only: 'It is to be read, and nothing else. Nobody is told.',
  spaces: 'What is in it',
  turns: (count: string) => `${count} turns`,
  earlier: 'Show what came before',
  another: 'Look into another file',
  back: 'All that is in it',
  empty: 'There is no space in this file.',
};
