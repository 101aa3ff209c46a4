import type { Bytes } from '#kernel/bytes.ts';
import { plain } from '#server/store/sql/plain.ts';
import type { Passing } from '#server/store/store.ts';
import type { Connection } from './connection.ts';

const upsert = `INSERT INTO passing (key, value, until) VALUES ($1, $2, $3)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until`;

const count = `INSERT INTO tally (key, count, until) VALUES ($1, 1, $2::bigint + $3)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN tally.until <= $2 THEN 1 ELSE tally.count + 1 END,
    until = CASE WHEN tally.until <= $2 THEN excluded.until ELSE tally.until END
  WHERE tally.until <= $2 OR tally.count < $4`;

/** What lasts minutes, where all nodes find it. */
export function passingOn(connection: Connection): Passing {
  return {
    async keep(key, { value, until }) {
      await connection.query(upsert, [key, value, until], 'keep-passing');
    },
    async look(key, now) {
      const text = 'SELECT value FROM passing WHERE key = $1 AND until > $2';
      const [row] = (await connection.query<{ value: Bytes }>(text, [key, now], 'look-passing')).rows;
      return row === undefined ? null : plain(row.value);
    },
    async take(key, now) {
      const text = 'DELETE FROM passing WHERE key = $1 RETURNING value, until > $2 AS good';
      const { rows } = await connection.query<{ value: Bytes; good: boolean }>(
        text,
        [key, now],
        'take-passing',
      );
      const [row] = rows;
      return row?.good === true ? plain(row.value) : null;
    },
    async count(key, { most, now, lasts }) {
      return (await connection.query(count, [key, now, lasts, most], 'count')).rowCount === 1;
    },
  };
}

/** Lets go of what had its time. */
export async function sweepPassing(connection: Connection, until: number): Promise<void> {
  for (const table of ['passing', 'tally']) {
    await connection.query(`DELETE FROM ${table} WHERE until <= $1`, [until]);
  }
}
