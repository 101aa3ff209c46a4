import type { Page } from 'playwright-core';
import { patience } from './house.ts';

/** Waits until this browser has the whole house and opens it without a line. */
export async function inHouse(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
    timeout: 2 * patience,
  });
}

/** What of the key lies in this browser: the key itself, and the lock that it can be put behind. */
export function restsIn(page: Page): Promise<{ readonly key: boolean; readonly lock: boolean }> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bothways');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const keys = database.transaction('key').objectStore('key').getAllKeys();
    await new Promise((resolve) => (keys.onsuccess = resolve));
    database.close();
    return { key: keys.result.includes('rest'), lock: keys.result.includes('lock') };
  });
}
