import type { Database } from 'better-sqlite3';
import { ok, type Result } from '#kernel/result.ts';
import {
  migrationsDue,
  migrationsIn,
  type Migration,
  type MigrationRefusal,
} from '#server/store/migrations.ts';

/** Brings the tables to where this release needs them: forward only, each file once, all or nothing. */
export function migrate(database: Database, folder: string): Result<void, MigrationRefusal> {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  const ran = database
    .prepare<[], { name: string; checksum: string }>('SELECT name, checksum FROM migration ORDER BY name')
    .all();
  const due = migrationsDue(ran, migrationsIn(folder));
  if (!due.ok) return due;
  const run = database.transaction((migration: Migration) => {
    database.exec(migration.text);
    database
      .prepare('INSERT INTO migration (name, checksum) VALUES (?, ?)')
      .run(migration.name, migration.checksum);
  });
  for (const migration of due.value) run.immediate(migration);
  return ok(undefined);
}
