import { plural } from './plural.ts';

/** Making a file with everything. */
export const takingAlong = {
  tabTitle: 'Bothways: take it along',
  title: 'Take it along',
  lead: 'You can take what you can read here with you, as one file. It is made on this device and sent to nobody.',
  what: 'What goes into it',
  pages: 'Pages to read and to print. They open in any browser, without this place and without a network.',
  files:
    'Pictures and recordings, with what was said of them. What is not on this device yet is fetched first, so with many of them it takes a line and some time.',
  programs: 'The same for other programs, and the sealed log with the keys that open it.',
  others:
    'What others said to you is in it, because it was said to you too. What they took back is not. What they wrote about themselves for everybody stays here: it is theirs.',
  careTitle: 'Before you do',
  care: 'Whoever has the file can read all of it, also the words of others. It is not locked. Think of where you keep it, and of whoever else uses this device.',
  which: 'Which spaces',
  all: 'All of them',
  make: 'Make the file',
  making: 'Making the file. With much in it this takes a while.',
  doneTitle: 'The file is ready',
  done: 'Your browser puts it where it keeps what you load down. Its name says only the day.',
  missing: (count: number) =>
    plural(count, {
      one: 'One picture or recording is left out, because it could not be fetched. Its place says so.',
      other: `${count} pictures and recordings are left out, because they could not be fetched. Their places say so.`,
    }),
  missingTry:
    'With a better line you can make the file again. With very many of them, take the spaces one by one.',
  keep: 'Save the file',
  open: 'Look into a file that was taken along',
  gone: 'Spaces that you have left are in it too, as far as this device still has them.',
};
