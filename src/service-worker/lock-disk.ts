import { indexedDbStore } from '#device/store/indexeddb.ts';
import { takeKeyAway } from '#device/store/take-key-away.ts';

/** Takes the key off the disk of this browser, whichever pages are open or gone. */
export async function lockDisk(): Promise<void> {
  const store = await indexedDbStore();
  try {
    await takeKeyAway(store);
  } finally {
    store.close();
  }
}
