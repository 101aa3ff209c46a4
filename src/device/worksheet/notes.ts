import type { Home } from '#device/home.ts';
import { journalOf } from '#device/journal/journal.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { stateOf } from '#device/view/names.ts';
import type { Note } from '#domain/worksheet/state.ts';
import { valuesOf } from '#kernel/shelf.ts';

export function notebookOf(home: Home): LiveSpace | undefined {
  return journalOf(home.spaces.values(), home.me.person);
}

/** All that stands in my notebook under the name of one note. Two devices of mine may have kept it at once. */
export function notesNamed(home: Home, key: string): readonly Note[] {
  return allNotes(home).filter((note) => note.key === key);
}

/** What I keep to myself on sheets, of whichever space: of each note the newest. */
export function notesOf(home: Home): readonly Note[] {
  return [...new Map(allNotes(home).map((note) => [note.key, note])).values()];
}

function allNotes(home: Home): readonly Note[] {
  const live = notebookOf(home);
  return live === undefined ? [] : valuesOf(stateOf(home, live).worksheet.notes);
}
