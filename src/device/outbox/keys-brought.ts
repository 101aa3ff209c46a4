import type { Home } from '#device/home.ts';
import { areOldKeysOpen } from '#device/space/old-keys.ts';
import type { LiveSpace } from '#device/space/live.ts';

/** Sees to it that a space knows my keys of now, before anything is signed with them there. False where that waits. */
export function keysBrought(home: Home, live: LiveSpace): Promise<boolean> {
  if (!areOldKeysOpen(home, live)) return Promise.resolve(true);
  return live.committing(async () => {
    // Needed once in a lifetime, and loaded only then.
    const { bringKeys } = await import('#device/outbox/bring-keys.ts');
    return bringKeys(home, live);
  });
}
