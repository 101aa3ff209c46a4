import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { indexedDbStore } from '#device/store/indexeddb.ts';
import { memoryStore } from '#device/store/memory.ts';
import { utf8ToBytes } from '#kernel/bytes.ts';

let database = 0;
const stores = {
  'in memory': async () => memoryStore(),
  'in IndexedDB': () => indexedDbStore(`test ${database++}`),
};

describe.each(Object.entries(stores))('a store %s', (_name, open) => {
  test('gives back what was put under a key, until it is taken away', async () => {
    const store = await open();
    await store.write([{ table: 'drafts', key: 'a', value: utf8ToBytes('one') }]);
    expect(await store.get('drafts', 'a')).toEqual(utf8ToBytes('one'));
    expect(await store.get('outbox', 'a')).toBeNull();
    await store.write([{ table: 'drafts', key: 'a' }]);
    expect(await store.get('drafts', 'a')).toBeNull();
  });

  test('lists what begins alike, in the order of the keys', async () => {
    const store = await open();
    await store.write(
      ['b 1', 'a 10', 'a 09', 'ab 1'].map((key) => ({ table: 'entries', key, value: utf8ToBytes(key) })),
    );
    const listed = await store.list('entries', 'a ');
    expect(listed.map(({ key }) => key)).toEqual(['a 09', 'a 10']);
    expect((await store.list('entries', '')).map(({ key }) => key)).toEqual(['a 09', 'a 10', 'ab 1', 'b 1']);
  });

  test('writes to several tables at once', async () => {
    const store = await open();
    await store.write([{ table: 'outbox', key: 'x', value: utf8ToBytes('words') }]);
    await store.write([
      { table: 'outbox', key: 'x' },
      { table: 'entries', key: 'x', value: utf8ToBytes('words') },
    ]);
    expect(await store.get('outbox', 'x')).toBeNull();
    expect(await store.get('entries', 'x')).toEqual(utf8ToBytes('words'));
  });

  test('gives up its key when it is locked, and keeps everything else', async () => {
    const store = await open();
    expect([await store.restKey(), await store.restLock()]).toEqual([null, null]);
    const lock = utf8ToBytes('a lock');
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    await store.keepRest({ key, lock });
    await store.write([{ table: 'outbox', key: 'x', value: utf8ToBytes('sealed words') }]);
    expect(await store.restKey()).not.toBeNull();
    await store.changeLock(utf8ToBytes('another lock'));
    expect(await store.restKey()).not.toBeNull();
    await store.keepRest({ lock });
    expect(await store.restKey()).toBeNull();
    expect(await store.restLock()).toEqual(lock);
    expect(await store.get('outbox', 'x')).toEqual(utf8ToBytes('sealed words'));
  });

  test('keeps nothing after everything was wiped, the lock neither', async () => {
    const store = await open();
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    await store.keepRest({ key, lock: utf8ToBytes('a lock') });
    await store.write([{ table: 'account', key: 'me', value: utf8ToBytes('mine') }]);
    await store.wipe();
    expect(await store.get('account', 'me')).toBeNull();
    expect([await store.restKey(), await store.restLock()]).toEqual([null, null]);
  });
});
