import type { SpaceView } from '#device/device.ts';
import { seatOf } from '#domain/space/seats.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Side } from '#ui/seat.ts';

type Seating = Pick<SpaceView, 'kind' | 'members' | 'space' | 'names'>;

/** In which margin somebody stands. In a circle sides mean nothing. */
export function sideOf({ kind, members, space, names }: Seating, person: PersonId): Side | 'neutral' {
  if (kind !== 'pair') return 'neutral';
  const seat = members.findIndex((member) => member.person === person);
  if (members.length === 2 && seat >= 0) return seat === 0 ? 'start' : 'end';
  // One of the two has left: nobody moves over.
  return seatOf(space, person, personsIn(names));
}

function personsIn(names: Seating['names']): readonly PersonId[] {
  // The keys of this record are persons, which the type of an object's keys forgets.
  return Object.keys(names) as PersonId[];
}
