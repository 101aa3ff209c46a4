import type { Page } from 'playwright-core';
import { patience } from './house.ts';

/** Waits until this browser has the whole house and opens it without a line. */
export async function inHouse(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
    timeout: 2 * patience,
  });
}

/** What of the key lies in this browser: the key itself, and the lock that it can be put behind. */
export async function restsIn(page: Page): Promise<{ readonly key: boolean; readonly lock: boolean }> {
  const keys = await keysIn(page, 'key');
  return { key: keys.includes('rest'), lock: keys.includes('lock') };
}

/** Under what keys something rests in this browser. */
export function keysIn(page: Page, table: 'key' | 'drafts'): Promise<readonly string[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bothways');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const keys = database.transaction(name).objectStore(name).getAllKeys();
    await new Promise((resolve) => (keys.onsuccess = resolve));
    database.close();
    return keys.result.map(String);
  }, table);
}

/** Where in this browser's own stores a word lies, readable as it is. */
export function holds(page: Page, word: string): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const found: string[] = [];
    const look = (place: string, text: string) => text.includes(wanted) && found.push(place);
    look('localStorage', JSON.stringify({ ...localStorage }));
    look('sessionStorage', JSON.stringify({ ...sessionStorage }));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        look(`cache ${request.url}`, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bothways');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      const rows: unknown[] = all.result;
      for (const row of rows) {
        look(`database ${store}`, row instanceof Uint8Array ? new TextDecoder('latin1').decode(row) : '');
      }
    }
    database.close();
    return found;
  }, word);
}
