import type { Words } from '#words/words.ts';

/** A notebook is written with the same furniture as a conversation, and speaks of itself in its own words. */
export function talkOfJournal({ talk, journal }: Words<'talk' | 'journal'>): Words<'talk'>['talk'] {
  return {
    ...talk,
    write: journal.placeholder,
    send: journal.keep,
    offerNote: journal.offerNote,
    noteLabel: journal.noteLabel,
    closedBy: (_name, note) => journal.folded(note),
    withdrew: () => journal.letGo,
    more: journal.more,
    rewordTitle: journal.rewordTitle,
    rewordNote: journal.rewordNote,
    rewordHint: journal.rewordHint,
    rewordMissing: journal.rewordMissing,
    rewordDo: journal.rewordDo,
    withdraw: journal.letGoDo,
    withdrawTitle: journal.letGoTitle,
    withdrawText: journal.letGoText,
    withdrawDo: journal.letGoDo,
    tooLong: journal.tooLong,
  };
}
