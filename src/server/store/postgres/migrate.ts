import { ok, type Result } from '#kernel/result.ts';
import {
  migrationsDue,
  migrationsIn,
  type Migration,
  type MigrationRefusal,
} from '#server/store/migrations.ts';
import type { Connection } from './connection.ts';

/** Some number of our own: two nodes that start at once bring the tables up one after the other. */
const lock = 7_241_850_001;

/** Brings the tables to where this release needs them: forward only, each file once, all of them or none. */
export async function migrate(
  connection: Connection,
  folder: string,
): Promise<Result<void, MigrationRefusal>> {
  await connection.query(`BEGIN; SELECT pg_advisory_xact_lock(${lock})`);
  try {
    const done = await migrateInside(connection, folder);
    await connection.query(done.ok ? 'COMMIT' : 'ROLLBACK');
    return done;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  }
}

async function migrateInside(
  connection: Connection,
  folder: string,
): Promise<Result<void, MigrationRefusal>> {
  await connection.query(
    'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, checksum text NOT NULL)',
  );
  const { rows } = await connection.query<Pick<Migration, 'name' | 'checksum'>>(
    'SELECT name, checksum FROM migration ORDER BY name',
  );
  const due = migrationsDue(rows, migrationsIn(folder));
  if (!due.ok) return due;
  for (const { name, text, checksum } of due.value) {
    await connection.query(text);
    await connection.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [name, checksum]);
  }
  return ok(undefined);
}
