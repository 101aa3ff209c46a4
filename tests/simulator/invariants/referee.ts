import { keyHashOf } from '#crypto/hash.ts';
import { openWaiting, takeIn } from '#device/inbox/take-in.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { storedToEntry } from '#server/log/entries.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/**
 * Somebody who has the whole log at once and every key that any device has: what all devices that are entitled have to
 * have come to, each on its own way. Null where the server's copy does not verify.
 */
export async function refereeFor(copy: SpaceCopy, secrets: readonly Bytes[]): Promise<LiveSpace | null> {
  const { id, space, kind, entries } = copy;
  const live = startLive(id, kind);
  const last = entries.at(-1);
  if (last === undefined) return null;
  const taken = await takeIn(live, { entries: entries.map(storedToEntry), claim: last, me: null });
  if (!taken.ok) return null;
  for (const [number, epoch] of live.epochs) {
    const secret = secrets.find((one) => equalBytes(keyHashOf(space, one), epoch.keyHash));
    live.epochs.set(number, { ...epoch, secret });
  }
  await openWaiting(live, null);
  return live;
}
