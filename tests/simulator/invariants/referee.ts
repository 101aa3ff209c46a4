import { keyHashOf } from '#crypto/hash.ts';
import { takeIn } from '#device/inbox/take-in.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { storedToEntry } from '#server/log/entries.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

/**
 * Somebody who reads the whole log from its beginning and has every key in time: what all devices that are entitled
 * have to have come to, each on its own way. Null where the server's copy does not verify.
 */
export async function refereeFor(copy: SpaceCopy, secrets: readonly Bytes[]): Promise<LiveSpace | null> {
  const { id, space, kind, entries } = copy;
  const live = startLive(id, kind);
  for (const entry of entries) {
    const taken = await takeIn(live, { entries: [storedToEntry(entry)], claim: entry, me: null });
    if (!taken.ok) return null;
    const state = live.place.state;
    const began = state === null ? undefined : live.epochs.get(state.epoch);
    const secret = began && secrets.find((one) => equalBytes(keyHashOf(space, one), began.keyHash));
    if (began !== undefined) live.epochs.set(began.epoch, { ...began, secret });
  }
  return live;
}
