import type { Home } from '#device/home.ts';
import type { SheetDoors } from '#device/worksheet/sheets.ts';
import { refuse, type Result } from '#kernel/result.ts';

type AtHome = <Value>(run: (home: Home) => Promise<Result<Value>>) => Promise<Result<Value>>;
type Notes = Awaited<ReturnType<typeof loadNotes>>;

const loadNotes = () => import('#device/worksheet/keep-note.ts');

/** What is done with notes and offers. It is loaded when somebody has a sheet before them. */
export function sheetDoors(withHome: AtHome): SheetDoors {
  function withNotes<Value>(
    run: (notes: Notes, home: Home) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return withHome(async (home) => {
      // It may be that this browser has not got all of the house yet, and that the line is gone.
      const notes = await loadNotes().catch(() => null);
      return notes === null ? refuse('offline') : run(notes, home);
    });
  }

  return {
    keepNote: (note) => withNotes((notes, home) => notes.keepNote(home, note)),
    forgetNote: (key) => withNotes((notes, home) => notes.forgetNote(home, key)),
    offerNote: (key) => withNotes((notes, home) => notes.offerNote(home, key)),
    takeBackOffer: (space, offer) => withNotes((notes, home) => notes.takeBackOffer(home, space, offer)),
    getReady: (step) => withNotes((notes, home) => notes.getReady(home, step)),
  };
}
