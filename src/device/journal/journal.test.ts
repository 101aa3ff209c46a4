import { expect, test } from 'vitest';
import { journalOf } from '#device/journal/journal.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { foldOn } from '#domain/space/fold.ts';
import type { SpaceKind } from '#domain/space/define.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';

const ana = idFromBytes<'person'>(new Uint8Array(32).fill(1));

function spaceOf(fill: number, kind: SpaceKind, member: PersonId = ana): LiveSpace {
  const live = startLive(idFromBytes(new Uint8Array(32).fill(fill)), kind);
  live.fold = foldOn(live.fold, [
    { type: 'membership', seq: 1, at: 0, members: [member], joined: [member], left: [] },
  ]);
  return live;
}

test('of two notebooks all my devices take the same one, in whichever order they heard of them', () => {
  const [one, other] = [spaceOf(3, 'solo'), spaceOf(4, 'solo')];
  expect(journalOf([one, other], ana)).toBe(one);
  expect(journalOf([other, one], ana)).toBe(one);
});

test('a pair is no notebook, and neither is one that I have left', () => {
  const left = spaceOf(5, 'solo');
  left.outside = true;
  expect(journalOf([spaceOf(3, 'pair'), left], ana)).toBeUndefined();
});
