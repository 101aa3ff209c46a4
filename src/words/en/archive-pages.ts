/** On the pages inside the file that somebody takes along. Plain sentences only: they go to the device as they are. */
export const archivePages = {
  title: 'What was taken along',
  lead: 'This is what one person could read on their device that day. It opens without a network and without the place that it came from.',
  warning:
    'Whoever has this file can read all of it. It holds words of other people too. Keep it where only you look.',
  again:
    'Any place like the one it came from can open the whole file again and check that nobody changed a word. Beside these pages there are the same things for other programs, and the sealed log with its keys.',
  kinds: {
    solo: 'Only me',
    pair: 'Two people',
    circle: 'A circle',
    community: 'Everybody',
    cohort: 'A course group',
  },
  contents: 'What is in it',
  people: 'Who was there',
  somebody: 'Somebody',
  conversation: 'What was said',
  nothingSaid: 'Nothing was said here.',
  withdrawn: 'Words that stood here were taken back.',
  picture: 'A picture, without a description',
  recording: 'A recording',
  fileMissing:
    'A picture or a recording belongs here. It was not on the device and could not be fetched when this was made.',
  reworded: 'Said again in other words',
  notSent: 'Not sent yet',
  agreement: 'What was agreed',
  ours: 'Held by all who were there',
  notOurs: 'Not held by all',
  saidYes: 'Said yes to it:',
  introductions: 'In their own words',
  leftOut: 'What others here wrote about themselves is theirs, and stays there.',
  otherParts: 'All parts',
  part: 'Part',
};
