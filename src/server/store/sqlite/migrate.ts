import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ok, refuse, type Result } from '#kernel/result.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** `store-newer`: written by a later release. `store-changed`: a migration that ran is not the one we have. */
export type MigrationRefusal = 'store-newer' | 'store-changed';

/** Brings the tables to where this release needs them: forward only, each file once, all or nothing. */
export function migrate(database: Database, folder: string): Result<void, MigrationRefusal> {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  const ran = database
    .prepare<[], { name: string; checksum: string }>('SELECT name, checksum FROM migration ORDER BY name')
    .all();
  const ours = migrationsIn(folder);
  if (ran.length > ours.length) return refuse('store-newer');
  for (const [index, { name, checksum }] of ran.entries()) {
    const known = ours[index];
    if (known?.name !== name || known.checksum !== checksum) return refuse('store-changed', name);
  }
  const run = database.transaction((migration: Migration) => {
    database.exec(migration.text);
    database
      .prepare('INSERT INTO migration (name, checksum) VALUES (?, ?)')
      .run(migration.name, migration.checksum);
  });
  for (const migration of ours.slice(ran.length)) run.immediate(migration);
  return ok(undefined);
}

function migrationsIn(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.*\.sql$/.test(name));
  return names.toSorted().map((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}
