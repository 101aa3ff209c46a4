import path from 'node:path';
import pg from 'pg';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Signals } from '#server/nodes/signals.ts';
import type { MigrationRefusal } from '#server/store/migrations.ts';
import type { SharedStore } from '#server/store/shared-store.ts';
import { asStoreError } from './away.ts';
import type { Connection } from './connection.ts';
import { migrate } from './migrate.ts';
import { clientConfig, pooled } from './pool.ts';
import { postgresSignals } from './signals.ts';
import { storeOn } from './store.ts';

export const migrationsFolder = path.join(import.meta.dirname, '../migrations/postgres');

/**
 * `database-away`: nobody answers there. `database-refused`: it does not let us in, or not far enough.
 * `database-old`: before 15. `database-forgets`: it says yes before anything is safe from a power cut.
 */
export type DatabaseRefusal =
  'database-away' | 'database-refused' | 'database-old' | 'database-forgets' | MigrationRefusal;

export interface OpenedDatabase {
  readonly store: SharedStore;
  readonly signals: Signals;
}

/** @param onTrouble told of connections that broke while nobody used them */
export async function openDatabase(
  url: string,
  onTrouble: (error: unknown) => void,
): Promise<Result<OpenedDatabase, DatabaseRefusal>> {
  const prepared = await aside(url, prepare).catch(refusalOf);
  if (!prepared.ok) return prepared;
  const scrub = () => aside(url, (connection) => connection.query(vacuum)).then(() => undefined);
  const connections = pooled(url, onTrouble);
  return ok({
    store: storeOn(connections, scrub),
    signals: postgresSignals({ url, sending: connections.free, onTrouble }),
  });
}

/**
 * Wiped bodies lie in rows that are dead, until this lets go of them. Where another node is at it already, that one
 * does it for both.
 */
const vacuum = 'VACUUM (SKIP_LOCKED, INDEX_CLEANUP OFF) entry, blob_part';

/** Work that may take longer than any statement of a request, on a connection of its own. */
export async function aside<Value>(
  url: string,
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  const patient = {
    query_timeout: 0,
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  };
  const client = new pg.Client({ ...clientConfig(url), ...patient });
  // Whoever waits for an answer is told as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work({
      // What a statement answers is what its author wrote beside it.
      query: async (text, values) => (await client.query(text, values && [...values])) as never,
    });
  } catch (error) {
    throw asStoreError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Settings {
  version: number;
  fsync: string;
  commit: string;
}

async function prepare(connection: Connection): Promise<Result<void, DatabaseRefusal>> {
  const { rows } = await connection.query<Settings>(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS commit`,
  );
  const { version = 0, fsync, commit } = rows[0] ?? {};
  if (version < 150_000) return refuse('database-old');
  // An answer is given only for what a power cut cannot take away.
  if (fsync === 'off' || commit === 'off') return refuse('database-forgets');
  return migrate(connection, migrationsFolder);
}

/** Signing in that fails, a database that is not there, tables that we may not make. */
const notLetIn = /^(28|3D|42501)/;

function refusalOf(error: unknown): Result<never, DatabaseRefusal> {
  const why = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(why instanceof pg.DatabaseError)) return refuse('database-away');
  if (notLetIn.test(why.code ?? '')) return refuse('database-refused');
  if (asStoreError(why) !== why) return refuse('database-away');
  throw why;
}
