import { hash } from 'node:crypto';
import type { Bytes } from '#kernel/bytes.ts';
import { StoreAway } from '#server/store/store.ts';
import type { Connection, Connections, HeldConnection } from './connection.ts';

/** Held by all who write: alone by whoever says nothing of what else they hold. */
const everything = 7_241_850_002n;

/** One transaction. What `work` throws takes back all that it wrote. */
export async function transact<Value>(
  connections: Connections,
  holding: readonly Bytes[] | undefined,
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  return connections.hold(async (connection) => {
    try {
      await connection.query(begin(holding));
      const value = await work(connection);
      const { command } = await connection.query('COMMIT');
      // What failed inside and was caught there has taken everything back.
      if (command !== 'COMMIT') throw new Error('a write that went on after it had failed');
      return value;
    } catch (error) {
      // The database takes back what a broken connection leaves behind, and nobody waits for it twice.
      if (error instanceof StoreAway) connection.discard();
      else await rollback(connection);
      throw error;
    }
  });
}

/** Each statement sees what was committed before it, so whatever is read after a lock was got is true. */
function begin(holding: readonly Bytes[] | undefined): string {
  const locks =
    holding === undefined
      ? [`pg_advisory_xact_lock(${everything})`]
      : [`pg_advisory_xact_lock_shared(${everything})`, ...holding.map(keyOf).toSorted().map(lockOf)];
  return ['BEGIN ISOLATION LEVEL READ COMMITTED', ...locks.map((lock) => `SELECT ${lock}`)].join('; ');
}

/** Two ids that happen to share a key wait for each other, and nothing worse. */
function keyOf(held: Bytes): bigint {
  return new DataView(new Uint8Array(hash('sha256', held, 'buffer')).buffer).getBigInt64(0);
}

const lockOf = (key: bigint): string => `pg_advisory_xact_lock(${key})`;

async function rollback(connection: HeldConnection): Promise<void> {
  try {
    await connection.query('ROLLBACK');
  } catch {
    // Why it was to be taken back is what the caller is told.
    connection.discard();
  }
}
