/** Looking into a file that somebody took along. */
export const archive = {
  tabTitle: 'Bothways: a file',
  title: 'A file that was taken along',
  lead: 'You can look into it here, wherever it was made. It is opened on this device, sent to nobody, and gone when you leave this page.',
  choose: 'The file',
  chooseHint: 'It ends in .zip.',
  opening: 'Checking every word in it. With much in it this takes a while.',
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
  backToSpace: 'Back to what was said',
  back: 'All that is in it',
  empty: 'There is no space in this file.',
};
