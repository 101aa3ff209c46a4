import type { PersonId, SpaceId } from '#kernel/ids.ts';

export type Seat = 'start' | 'end';

/**
 * Which margin is whose. A lot drawn by the space's id: every device draws the same, nobody's own choice, age or place
 * in any list decides it, and in another space the same two may sit the other way round. It is no secret and guards
 * nothing, so a plain mixing of letters is enough and no cryptography is asked for.
 *
 * @param members everybody who sits or sat here, so that nobody moves when the other leaves.
 */
export function seatOf(space: SpaceId, person: PersonId, members: readonly PersonId[]): Seat {
  const lot = lotOf(space, person);
  const before = members.filter((other) => other !== person && comesFirst(lotOf(space, other), lot));
  return before.length % 2 === 0 ? 'start' : 'end';
}

type Lot = readonly [number, number, PersonId];

function lotOf(space: SpaceId, person: PersonId): Lot {
  return [mix(`${space} ${person}`, 0x9e3779b9), mix(`${space} ${person}`, 0x85ebca6b), person];
}

/** The ids themselves decide only where 64 mixed bits are equal, which needs some 4 thousand million pairs to be seen. */
function comesFirst(one: Lot, other: Lot): boolean {
  if (one[0] !== other[0]) return one[0] < other[0];
  if (one[1] !== other[1]) return one[1] < other[1];
  return one[2] < other[2];
}

/** Every letter changes about half of the 32 bits. */
function mix(text: string, seed: number): number {
  let state = seed;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
    state ^= state >>> 15;
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
