import { expect, test } from 'vitest';
import { createSafe } from '#device/safe.ts';
import { memoryStore } from '#device/store/memory.ts';
import { bytesToUtf8 } from '#kernel/bytes.ts';

const draft = { text: 'what Ana has not said yet', note: '' };

test('what is put in comes out again, and lies there sealed', async () => {
  const store = memoryStore();
  const safe = createSafe(store);
  await safe.write([{ table: 'drafts', key: 'pair', value: draft }]);
  expect(await safe.get('drafts', 'pair')).toEqual(draft);
  const sealed = await store.get('drafts', 'pair');
  expect(bytesToUtf8(sealed!) ?? '').not.toContain('Ana');
});

test('what was moved to another place, or changed by a bit, does not open', async () => {
  const store = memoryStore();
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
  const store = memoryStore();
  const safe = createSafe(store);
  await safe.write([{ table: 'drafts', key: 'pair', value: draft }]);
  const copy = (await store.get('drafts', 'pair'))!;
  await safe.wipe();
  await store.write([{ table: 'drafts', key: 'pair', value: copy }]);
  await expect(safe.get('drafts', 'pair')).rejects.toThrow('does not open');
});
