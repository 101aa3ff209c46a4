import type { LiveSpace } from '#device/space/live.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { Member } from '#protocol/space-state.ts';

/**
 * Whether somebody in the roster may hold the key of an epoch: any of them where newcomers read the past, and elsewhere
 * from the epoch on in which they were invited.
 */
export function mayRead(live: LiveSpace, { person, since }: Member, epoch: number): boolean {
  const { state } = live.place;
  if (state === null || epoch > state.epoch) return false;
  if (state.history === 'all') return true;
  // What was read before this was noted shows only when they came in.
  const from = live.invitedAt.get(idFromBytes(person)) ?? since;
  return epoch >= epochAt(live, from);
}

/** The epoch that was in force once the commit of this number stood in the log. */
export function epochAt({ epochs }: LiveSpace, number: number): number {
  const begun = [...epochs.values()].filter((epoch) => epoch.number <= number);
  return Math.max(1, ...begun.map(({ epoch }) => epoch));
}
