import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { SheetDoors } from '#device/worksheet/sheets.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { refuse, type Result } from '#kernel/result.ts';

type AtHome = <Value>(run: (home: Home) => Promise<Result<Value>>) => Promise<Result<Value>>;
type InSpace = <Value>(
  space: SpaceId,
  run: (live: LiveSpace, home: Home) => Promise<Result<Value>>,
) => Promise<Result<Value>>;
type Notes = typeof import('#device/worksheet/keep-note.ts');

/** What is done with notes and offers. It is loaded when somebody has a sheet before them. */
export function sheetDoors(withHome: AtHome, inSpace: InSpace): SheetDoors {
  async function withNotes<Value>(run: (notes: Notes) => Promise<Result<Value>>): Promise<Result<Value>> {
    // It may be that this browser has not got all of the house yet, and that the line is gone.
    const notes = await import('#device/worksheet/keep-note.ts').catch(() => null);
    return notes === null ? refuse('offline') : run(notes);
  }

  return {
    keepNote: (note) => withHome((home) => withNotes((notes) => notes.keepNote(home, note))),
    forgetNote: (key) => withHome((home) => withNotes((notes) => notes.forgetNote(home, key))),
    offerNote: (key) => withHome((home) => withNotes((notes) => notes.offerNote(home, key))),
    takeBackOffer: (space, offer) =>
      inSpace(space, (live, home) => withNotes((notes) => notes.takeBackOffer(home, live, offer))),
    getReady: (step) =>
      inSpace(step.space, (live, home) => withNotes((notes) => notes.getReady(home, live, step))),
  };
}
