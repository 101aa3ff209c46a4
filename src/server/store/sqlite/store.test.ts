import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { named, storeConformance } from '#tests/house/store-conformance.ts';
import { lockFolder } from './lock.ts';
import { migrationsFolder, openSqliteStore } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (migrations = migrationsFolder) => openSqliteStore(path.join(folder, 'bothways.db'), migrations);
const opened = () => {
  const store = open();
  if (!store.ok) throw new Error(store.refusal.code);
  return store.value;
};

storeConformance('SQLite', () => ({ open: async () => opened(), clear: async () => undefined }));

describe('what was wiped', () => {
  test.each([0, 50_000])('leaves every file, after %i bytes of other words too', async (before) => {
    const words = Buffer.from(`${'x'.repeat(before)}only for a moment, and then never again`);
    const store = opened();
    const [space, id] = [named('space'), named('id')];
    const entry = { seq: 1, at: 1, type: 'event', hash: named('h'), statement: named('s') } as const;
    await store.write(async (writes) => {
      await writes.addSpace({ space, kind: 'pair', controlSeq: 1, state: named('state') });
      await writes.addEntry(space, id, { ...entry, signature: named('sig'), body: new Uint8Array(words) });
    });
    await store.write((writes) => writes.wipeBody(space, id));
    await store.scrub();
    const files = ['bothways.db', 'bothways.db-wal'].map((file) => readFileSync(path.join(folder, file)));
    expect(files.some((file) => file.includes('only for a moment'))).toBe(false);
    await store.close();
  });
});

describe('migrations', () => {
  let migrations: string;
  beforeEach(() => {
    migrations = path.join(folder, 'migrations');
    cpSync(migrationsFolder, migrations, { recursive: true });
  });
  const add = (name: string, text: string) => writeFileSync(path.join(migrations, name), text);
  const openOnce = async () => {
    const store = open(migrations);
    if (store.ok) await store.value.close();
    return store.ok ? null : store.refusal.code;
  };

  test('run once, in order', async () => {
    expect(await openOnce()).toBeNull();
    add('9001-second.sql', 'CREATE TABLE second (one INTEGER) STRICT;');
    add('9002-third.sql', 'INSERT INTO second VALUES (1);');
    expect(await openOnce()).toBeNull();
    expect(await openOnce()).toBeNull();
  });

  test('that changed after they ran stop the start', async () => {
    await openOnce();
    add(
      '0001-first.sql',
      `${readFileSync(path.join(migrations, '0001-first.sql'), 'utf8')}\n-- one more word`,
    );
    expect(await openOnce()).toBe('store-changed');
  });

  test('of a later release stop an earlier one', async () => {
    add('9001-second.sql', 'CREATE TABLE second (one INTEGER) STRICT;');
    await openOnce();
    rmSync(path.join(migrations, '9001-second.sql'));
    expect(await openOnce()).toBe('store-newer');
  });

  test('that fail change nothing', async () => {
    await openOnce();
    add('9001-second.sql', 'CREATE TABLE second (one INTEGER) STRICT; SELECT nonsense;');
    await expect(openOnce()).rejects.toThrow();
    add('9001-second.sql', 'CREATE TABLE second (one INTEGER) STRICT;');
    expect(await openOnce()).toBeNull();
  });
});

describe('the lock on a folder', () => {
  test('is held by one at a time', () => {
    const lock = lockFolder(folder);
    expect(lock.ok).toBe(true);
    expect(lockFolder(folder)).toMatchObject({ ok: false, refusal: { code: 'folder-in-use' } });
    if (lock.ok) lock.value.release();
    const again = lockFolder(folder);
    expect(again.ok).toBe(true);
    if (again.ok) again.value.release();
  });
});
