import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pgliteConnections } from '#tests/house/pglite.ts';
import { databaseUrl, emptyDatabase, type EmptyDatabase } from '#tests/house/postgres.ts';
import { named, storeConformance } from '#tests/house/store-conformance.ts';
import type { Store } from '#server/store/store.ts';
import { minute } from '#kernel/time.ts';
import { wanted } from '#tests/house/peer.ts';
import type { Connections } from './connection.ts';
import { migrate } from './migrate.ts';
import { migrationsFolder, openDatabase } from './open.ts';
import { storeOn } from './store.ts';

const nothing = async () => undefined;

describe('in memory', () => {
  let memory: Connections;
  beforeAll(async () => {
    memory = await pgliteConnections();
  });
  afterAll(() => memory.close());

  const clear = () => memory.free.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

  storeConformance('PGlite', () => ({
    isOneConnection: true,
    async open() {
      await migrate(memory.free, migrationsFolder);
      // What is in memory stays there for as long as this file runs.
      return storeOn({ ...memory, close: nothing }, nothing);
    },
    clear: async () => void (await clear()),
  }));

  test('what passes is swept with the rest', async () => {
    await migrate(memory.free, migrationsFolder);
    const store = storeOn(memory, nothing);
    await store.passing.keep('over', { value: named('a'), until: 5 * minute });
    await store.passing.keep('not over', { value: named('b'), until: 6 * minute });
    const now = { sessionsUntil: 5, lettersBefore: 0, accountsBefore: 0, boxAsksBefore: 0, blobsBefore: 0 };
    await store.write((writes) => writes.sweep(now), []);
    const left = await memory.free.query<{ key: string }>('SELECT key FROM passing');
    expect(left.rows).toEqual([{ key: 'not over' }]);
    await clear();
  });

  describe('migrations', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
      cpSync(migrationsFolder, folder, { recursive: true });
    });
    afterEach(async () => {
      rmSync(folder, { recursive: true, force: true });
      await clear();
    });

    const add = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
    const run = async () => {
      const done = await migrate(memory.free, folder);
      return done.ok ? null : done.refusal.code;
    };

    test('run once, in order', async () => {
      expect(await run()).toBeNull();
      add('9001-second.sql', 'CREATE TABLE second (one integer);');
      add('9002-third.sql', 'INSERT INTO second VALUES (1);');
      expect(await run()).toBeNull();
      expect(await run()).toBeNull();
      expect((await memory.free.query('SELECT one FROM second')).rows).toEqual([{ one: 1 }]);
    });

    test('that changed after they ran stop the start', async () => {
      await run();
      add('0001-first.sql', 'SELECT 1');
      expect(await run()).toBe('store-changed');
    });

    test('of a later release stop an earlier one', async () => {
      add('9001-second.sql', 'CREATE TABLE second (one integer);');
      await run();
      rmSync(path.join(folder, '9001-second.sql'));
      expect(await run()).toBe('store-newer');
    });

    test('that fail change nothing', async () => {
      await run();
      add('9001-second.sql', 'CREATE TABLE second (one integer); SELECT nonsense;');
      await expect(run()).rejects.toThrow();
      add('9001-second.sql', 'CREATE TABLE second (one integer);');
      expect(await run()).toBeNull();
    });
  });
});

describe.skipIf(databaseUrl === null)('on a server', () => {
  let database: EmptyDatabase;
  const open = async () => wanted(await openDatabase(database.url, () => undefined)).store;

  storeConformance('PostgreSQL', () => ({
    async open() {
      database ??= await emptyDatabase();
      return open();
    },
    clear: () => database.clear(),
  }));

  describe('two nodes', () => {
    let one: Store;
    let other: Store;
    beforeEach(async () => {
      database ??= await emptyDatabase();
      // Both bring an empty database up at once.
      [one, other] = await Promise.all([open(), open()]);
    });
    afterEach(async () => {
      await Promise.all([one.close(), other.close()]);
      await database.clear();
    });

    test('write one after the other into the same log', async () => {
      const space = named('space');
      await one.write((writes) =>
        writes.addSpace({ space, kind: 'pair', controlSeq: 1, state: named('state') }),
      );
      const grow = (store: Store, index: number) =>
        store.write(async (writes) => {
          const seq = ((await writes.place(space))?.seq ?? 0) + 1;
          const signs = { hash: named(`h${seq}`), statement: named('s'), signature: named('sig') };
          const id = named(`${index}`);
          await writes.addEntry(space, id, { seq, at: 1, type: 'event', ...signs, body: null });
        }, []);
      await grow(one, 0);
      await Promise.all(Array.from({ length: 20 }, (_, index) => grow(index % 2 ? one : other, index + 1)));
      expect(await other.read.space(space)).toMatchObject({ seq: 21 });
    });

    test('do a job once', async () => {
      const claim = (store: Store) =>
        store.write((writes) => writes.claim('sweep', { now: 100, again: 160 }), []);
      const claimed = await Promise.all([one, other, one, other].map(claim));
      expect(claimed.filter((isOurs) => isOurs)).toHaveLength(1);
    });

    test('share what passes', async () => {
      await one.passing.keep('nonce', { value: named('a'), until: 9 });
      const taken = await Promise.all([one, other].map((store) => store.passing.take('nonce', 1)));
      expect(taken.filter((value) => value !== null)).toEqual([named('a')]);
    });
  });

  test('a database that is not there is refused, and one where nobody listens', async () => {
    database ??= await emptyDatabase();
    const refusal = async (change: (url: URL) => void) => {
      const url = new URL(database.url);
      change(url);
      const opened = await openDatabase(url.href, () => undefined);
      return opened.ok ? null : opened.refusal.code;
    };
    expect(await refusal((url) => (url.pathname = '/nobody_made_this'))).toBe('database-refused');
    expect(await refusal((url) => (url.port = '1'))).toBe('database-away');
    expect(await refusal((url) => (url.search = '?options=-c%20synchronous_commit%3Doff'))).toBe(
      'database-forgets',
    );
  });
});
