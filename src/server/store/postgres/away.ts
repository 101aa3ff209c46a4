import pg from 'pg';
import { StoreAway } from '#server/store/store.ts';

/**
 * Classes of SQLSTATE that are the machine's doing and not ours: the line (08), the password or the database's name,
 * which were right when we started (28, 3D), a deadlock or a lost snapshot (40), no room left (53), a lock that took too
 * long (55), somebody stopping it (57), the disk (58). Whoever asks again may be luckier.
 */
const awayClasses = new Set(['08', '28', '3D', '40', '53', '55', '57', '58']);
/** A transaction that was cut off because it sat idle: its node stood still. */
const cutOff = '25P03';

/** What the driver threw, as whoever asked the store should see it. */
export function asStoreError(error: unknown): unknown {
  // Anything that is not the database's own word is about the line to it.
  if (!(error instanceof pg.DatabaseError)) return new StoreAway(error);
  const { code = '' } = error;
  return awayClasses.has(code.slice(0, 2)) || code === cutOff ? new StoreAway(error) : error;
}
