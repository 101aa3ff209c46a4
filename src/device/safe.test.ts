import { expect, test } from 'vitest';
import { createSafe } from '#device/safe.ts';
import { newRestLock } from '#crypto/rest-lock.ts';
import { randomBytes } from '#crypto/suite.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Store } from '#device/store/store.ts';
import { bytesToUtf8 } from '#kernel/bytes.ts';

async function openStore(store: Store = memoryStore()): Promise<Store> {
  await store.keepRest(await newRestLock(randomBytes(32)));
  return store;
}

const draft = { text: 'what Ana has not said yet', note: '' };

test('what is put in comes out again, and lies there sealed', async () => {
  const store = await openStore();
  const safe = createSafe(store);
  await safe.write([{ table: 'drafts', key: 'pair', value: draft }]);
  expect(await safe.get('drafts', 'pair')).toEqual(draft);
  const sealed = await store.get('drafts', 'pair');
  expect(bytesToUtf8(sealed!) ?? '').not.toContain('Ana');
});

test('what was moved to another place, or changed by a bit, does not open', async () => {
  const store = await openStore();
  const safe = createSafe(store);
  await safe.write([{ table: 'drafts', key: 'pair', value: draft }]);
  const sealed = (await store.get('drafts', 'pair'))!;
  await store.write([{ table: 'drafts', key: 'other', value: sealed }]);
  await expect(safe.get('drafts', 'other')).rejects.toThrow('does not open');
  await store.write([
    { table: 'drafts', key: 'pair', value: sealed.map((byte, at) => byte ^ Number(at === 20)) },
  ]);
  await expect(safe.get('drafts', 'pair')).rejects.toThrow('does not open');
});

test('after everything was wiped, what somebody kept a copy of does not open', async () => {
  const store = await openStore();
  const safe = createSafe(store);
  await safe.write([{ table: 'drafts', key: 'pair', value: draft }]);
  const copy = (await store.get('drafts', 'pair'))!;
  await safe.wipe();
  await openStore(store);
  await store.write([{ table: 'drafts', key: 'pair', value: copy }]);
  await expect(safe.get('drafts', 'pair')).rejects.toThrow('does not open');
});

test('while the device is locked, nothing comes out', async () => {
  const [store, other] = [await openStore(), await openStore()];
  for (const one of [store, other])
    await createSafe(one).write([{ table: 'drafts', key: 'pair', value: draft }]);
  await store.keepRest({ lock: (await store.restLock())! });
  let cameOut = false;
  const look = () => (cameOut = true);
  void createSafe(store).get('drafts', 'pair').then(look, look);
  // The same work takes this long where the key is at hand, and once more to be sure.
  for (let times = 0; times < 2; times++) await createSafe(other).get('drafts', 'pair');
  expect(cameOut).toBe(false);
});
