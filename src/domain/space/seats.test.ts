import { expect, test } from 'vitest';
import type { SpaceId } from '#kernel/ids.ts';
import { seatOf } from '#domain/space/seats.ts';
import { ana, bo, idOf } from '#tests/domain/cast.ts';

const spaces = Array.from({ length: 2000 }, (_, number): SpaceId => idOf(`${number}-space-${number * 7919}`));

test('two people never share a side, and the order in which they are named moves nobody', () => {
  for (const space of spaces) {
    const seat = seatOf(space, ana, [ana, bo]);
    expect(seatOf(space, bo, [ana, bo])).not.toBe(seat);
    expect(seatOf(space, ana, [bo, ana])).toBe(seat);
  }
});

test('over many spaces each sits at the start about as often as the other', () => {
  const atStart = spaces.filter((space) => seatOf(space, ana, [ana, bo]) === 'start').length;
  // A fair lot drawn 2,000 times strays further than this about once in a million runs; this one is always the same.
  expect(Math.abs(atStart - 1000)).toBeLessThan(110);
});
