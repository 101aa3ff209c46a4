import { describe, expect, test } from 'vitest';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { History } from '#protocol/commit.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';
import { mayRead } from './may-read.ts';

const bytes = (fill: number): Bytes => new Uint8Array(32).fill(fill);

function memberSince(person: Bytes, since: number): Member {
  return { person, since, chainHead: bytes(0), link: 0, signPk: bytes(0), sealPk: bytes(0) };
}

const ana = memberSince(bytes(1), 1);
/** Invited by the third commit, and in by the sixth. */
const bo = memberSince(bytes(2), 6);

/** Epochs that began with the commits 1, 3, 5 and 8. */
function spaceWith(history: History): LiveSpace {
  const state: SpaceState = {
    space: bytes(9),
    kind: history === 'all' ? 'community' : 'circle',
    history,
    number: 8,
    epoch: 4,
    keyHash: bytes(0),
    due: false,
    members: [ana, bo],
    invitations: [],
    everJoined: 2,
    care: [],
    facilitators: [],
    commits: [],
    epochStart: 8,
  };
  const live = startLive(idFromBytes(bytes(9)), state.kind);
  live.place = { state, seq: 8, hash: bytes(0) };
  for (const [index, number] of [1, 3, 5, 8].entries()) {
    live.epochs.set(index + 1, { epoch: index + 1, number, prev: bytes(0), keyHash: bytes(0) });
  }
  return live;
}

const epochsOf = (live: LiveSpace, member: Member) =>
  [1, 2, 3, 4, 5].filter((epoch) => mayRead(live, member, epoch));

describe('whoever asks for a key', () => {
  test('may have every one where newcomers read the past', () => {
    const live = spaceWith('all');
    for (const member of [ana, bo]) expect(epochsOf(live, member)).toEqual([1, 2, 3, 4]);
  });

  test('may have those from their invitation on elsewhere', () => {
    const live = spaceWith('from-invitation');
    live.invitedAt.set(idFromBytes(bo.person), 3);
    expect(epochsOf(live, ana)).toEqual([1, 2, 3, 4]);
    expect(epochsOf(live, bo)).toEqual([2, 3, 4]);
  });

  test('may have those from their coming on where their invitation is not known here', () => {
    expect(epochsOf(spaceWith('from-invitation'), bo)).toEqual([3, 4]);
  });
});
