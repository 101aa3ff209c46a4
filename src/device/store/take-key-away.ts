import type { Store } from '#device/store/store.ts';

/**
 * Locks what rests here: from now on it takes an unlocker to open it. False where nobody lives here. What is on disk
 * stays as it is, so this is done in a moment however much there is.
 */
export async function takeKeyAway(store: Pick<Store, 'restLock' | 'keepRest'>): Promise<boolean> {
  const lock = await store.restLock();
  if (lock !== null) await store.keepRest({ lock });
  return lock !== null;
}
