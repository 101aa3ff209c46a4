import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import path from 'node:path';
import { ok, type Result } from '#kernel/result.ts';
import { passingInMemory } from '#server/store/passing-in-memory.ts';
import type { MigrationRefusal } from '#server/store/migrations.ts';
import { readsOf } from '#server/store/sql/reads.ts';
import type { Tables } from '#server/store/sql/tables.ts';
import { writesOf } from '#server/store/sql/writes.ts';
import { StoreAway, type Reads, type Store, type Writes } from '#server/store/store.ts';
import { logReadsOf, logWritesOf } from './log.ts';
import { lookupsOf } from './lookups.ts';
import { migrate } from './migrate.ts';

export const migrationsFolder = path.join(import.meta.dirname, '../migrations');

/** The store in one file. Whoever opens it holds the lock on its folder (`lock.ts`), so there is one writer only. */
export function openSqliteStore(file: string, folder = migrationsFolder): Result<Store, MigrationRefusal> {
  const writer = new Database(file);
  // A row of the log is about a kilobyte: larger pages waste less of the file on what does not fit.
  writer.pragma('page_size = 8192');
  writer.pragma('journal_mode = WAL');
  // An answer is given only for what a power cut cannot take away.
  writer.pragma('synchronous = FULL');
  writer.pragma('foreign_keys = ON');
  // What is wiped is overwritten, not only forgotten.
  writer.pragma('secure_delete = ON');
  const migrated = migrate(writer, folder);
  if (!migrated.ok) {
    writer.close();
    return migrated;
  }
  const reader = new Database(file, { readonly: true });
  return ok(storeOn(writer, reader));
}

function storeOn(writer: Database.Database, reader: Database.Database): Store {
  const writes = writesIn(writer);
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const rollback = writer.prepare('ROLLBACK');
  let last: Promise<unknown> = Promise.resolve();

  async function transact<Value>(work: (writes: Writes) => Promise<Value>): Promise<Value> {
    try {
      begin.run();
      const value = await work(writes);
      commit.run();
      return value;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (writer.inTransaction) rollback.run();
      throw isAway(error) ? new StoreAway(error) : error;
    }
  }

  return {
    isShared: false,
    read: readsOn(reader),
    passing: passingInMemory(),
    // One after the other, whatever they hold.
    write(work) {
      const next = last.then(() => transact(work));
      last = next.catch(() => undefined);
      return next;
    },
    async scrub() {
      await last;
      writer.pragma('wal_checkpoint(TRUNCATE)');
    },
    async close() {
      await last;
      reader.close();
      writer.close();
    },
  };
}

function readsOn(database: Database.Database): Reads {
  return readsOf(tablesOn(database), { ...lookupsOf(database), ...logReadsOf(database) });
}

function writesIn(database: Database.Database): Writes {
  return writesOf(tablesOn(database), logWritesOf(database, logReadsOf(database)), readsOn(database));
}

/** The machine's doing and not ours: a full or broken disk, a file that is gone or held by somebody else. */
function isAway(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError && /^SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN)/.test(error.code)
  );
}

function tablesOn(database: Database.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}
