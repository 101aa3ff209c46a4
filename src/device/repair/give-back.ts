import type { Home } from '#device/home.ts';
import { leaveBoxesForInvited } from '#device/repair/leave-boxes.ts';
import { receivedAfter } from '#device/repair/received.ts';
import type { LiveSpace } from '#device/space/live.ts';

/**
 * Hands over what the server lost after the end of its log, byte for byte. False where that is not possible now.
 */
export async function giveBack(home: Home, live: LiveSpace, end: number): Promise<boolean> {
  for (let after = end; after < live.place.seq;) {
    const entries = await receivedAfter(home.safe, live, after);
    const last = entries.at(-1);
    // This device has read them before it began to keep them as they came.
    if (last === undefined) return false;
    const given = await home.transport.call('giveBack', { entries: [...entries] }, { space: live.id });
    if (!given.ok) return false;
    after = last.seq;
  }
  await leaveBoxesForInvited(home, live);
  return true;
}

/**
 * A space that is not there any more at all, by whoever opened it: with its first entry they are in it again, and give
 * back the rest like that of any other. False where the server knows the space, and counts me among those who left.
 */
export async function giveBackOpening(home: Home, live: LiveSpace): Promise<boolean> {
  const opening = live.fold.ledger.entries.at(0);
  const isMine = opening?.type === 'membership' && opening.joined.includes(home.me.person);
  if (!isMine || live.problem !== undefined || !live.fold.state.members.includes(home.me.person))
    return false;
  const [first] = await receivedAfter(home.safe, live, 0);
  if (first === undefined) return false;
  return (await home.transport.call('giveBack', { entries: [first] }, { space: live.id })).ok;
}
