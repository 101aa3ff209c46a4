import { openBox, openEarlier } from '#crypto/epoch.ts';
import type { SealKey } from '#crypto/box.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { Box } from '#protocol/commit.ts';

/** Whether something here waits for a key, or the next word could not be sealed. */
export function isKeyMissing(live: LiveSpace): boolean {
  const { state } = live.place;
  if (state === null) return false;
  return live.sealed.size > 0 || live.epochs.get(state.epoch)?.secret === undefined;
}

/** Tries boxes, and what newer epochs hold of older ones. A box that does not open is left alone: another may come. */
export async function openBoxes(
  live: LiveSpace,
  boxes: readonly Box[],
  sealKeys: readonly SealKey[],
): Promise<void> {
  const space = idToBytes(live.id);
  for (const box of boxes) {
    const epoch = live.epochs.get(box.epoch);
    if (epoch === undefined || epoch.secret !== undefined) continue;
    const { number, prev, keyHash } = epoch;
    for (const sealKey of sealKeys) {
      const opened = await openBox({ box, sealKey, keyHash, space, number, prev });
      if (!opened.ok) continue;
      live.epochs.set(box.epoch, { ...epoch, secret: opened.value });
      break;
    }
  }
  await openOlder(live);
}

async function openOlder(live: LiveSpace): Promise<void> {
  const space = idToBytes(live.id);
  const newestFirst = [...live.epochs.keys()].sort((a, b) => b - a);
  for (const number of newestFirst) {
    const { secret, earlier } = live.epochs.get(number) ?? {};
    const older = earlier && live.epochs.get(earlier.epoch);
    if (secret === undefined || earlier === undefined || older === undefined) continue;
    if (older.secret !== undefined) continue;
    const opened = await openEarlier({ space, epoch: number, secret, earlier, keyHash: older.keyHash });
    if (opened.ok) live.epochs.set(older.epoch, { ...older, secret: opened.value });
  }
}
