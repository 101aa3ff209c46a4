import type { PersonId } from '#kernel/ids.ts';
import type { LocalBus } from '#server/bus.ts';
import { announceEntry, announceSpace, peopleIn } from '#server/log/announce.ts';
import type { Place } from '#server/log/places.ts';
import type { StoredEntry } from '#server/store/store.ts';
import { comingsOf, peopleBefore } from './comings.ts';

/**
 * Tells whoever is connected here what came into a log, as if it had been written here: each entry to those who were in
 * the space just then, whoever leaves hearing of it for the last time and whoever comes hearing of the space first.
 *
 * @param entries the last ones of the log, up to where `place` stands
 */
export function tellGap(bus: LocalBus, place: Place, entries: readonly StoredEntry[]): void {
  const { space, kind } = place;
  const people = peopleBefore(peopleIn(place.state), entries);
  for (const entry of entries) {
    const { seq, hash } = entry;
    const { came, went } = comingsOf(entry);
    for (const person of came) people.add(person);
    for (const person of came) announceSpace(bus, { space, kind, seq, hash }, person);
    announceEntry(bus, space, entry, [...people].filter(remains(entry.type, went)));
    for (const person of went) people.delete(person);
  }
}

/** Whoever leaves hears that they have left; whoever is removed by a commit hears it as one who is outside. */
function remains(type: StoredEntry['type'], went: readonly PersonId[]): (person: PersonId) => boolean {
  return (person) => type === 'leave' || !went.includes(person);
}
