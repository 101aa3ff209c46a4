import { sql, type Kysely } from 'kysely';
import type { Bytes } from '#kernel/bytes.ts';
import type { BlobReads, BlobWrites } from '#server/store/blobs.ts';
import { plain } from './plain.ts';
import type { Tables } from './tables.ts';

/** Pictures and recordings lie in parts, each a row: no answer waits for more than one, and no file is written twice. */
export function blobReadsOf(tables: Kysely<Tables>): BlobReads {
  return {
    async blob(space, id) {
      const row = await tables
        .selectFrom('blob')
        .select(['author', 'length', 'missing', 'event'])
        .where('space', '=', numberOf(space))
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { author, length, missing, event } = row;
      return { author: plain(author), length, missing, isTied: event !== null };
    },

    async blobPart(space, id, part) {
      const row = await tables
        .selectFrom('blob_part')
        .select('bytes')
        .where('blob', '=', blobOf(space, id))
        .where('part', '=', part)
        .executeTakeFirst();
      return row === undefined ? null : plain(row.bytes);
    },

    async blobsOf(author) {
      const { rows } = await sql<{ bytes: number; untied: number }>`
        SELECT CAST(coalesce(sum(length), 0) AS DOUBLE PRECISION) AS bytes,
          CAST(count(*) - count(event) AS INTEGER) AS untied
        FROM blob WHERE author = ${author}`.execute(tables);
      return rows[0] ?? { bytes: 0, untied: 0 };
    },
  };
}

/** Inside a transaction. */
export function blobWritesOf(tables: Kysely<Tables>): BlobWrites {
  return {
    async addBlob(space, id, { author, length, parts, begunAt }) {
      const row = { id, author, length, missing: parts, begun_at: begunAt, event: null };
      await tables
        .insertInto('blob')
        .values({ space: numberOf(space), ...row })
        .execute();
    },

    async addBlobPart(space, id, { number, bytes }) {
      await tables
        .insertInto('blob_part')
        .values({ blob: blobOf(space, id), part: number, bytes })
        .execute();
      await tables
        .updateTable('blob')
        .set((its) => ({ missing: its('missing', '-', 1) }))
        .where('space', '=', numberOf(space))
        .where('id', '=', id)
        .execute();
    },

    async tieBlobs({ space, author, event }, ids) {
      // Asked and answered in one statement: nobody sweeps away in between what was found here.
      const { numUpdatedRows: tied } = await tables
        .updateTable('blob')
        .set({ event })
        .where('space', '=', numberOf(space))
        .where('id', 'in', [...ids])
        .where('author', '=', author)
        .where('missing', '=', 0)
        .where('event', 'is', null)
        .executeTakeFirstOrThrow();
      if (Number(tied) === ids.length) return true;
      await untie(space, event);
      return false;
    },

    untieBlobs: untie,

    async wipeBlobs(space, event) {
      const gone = tables
        .selectFrom('blob')
        .select('number')
        .where('space', '=', numberOf(space))
        .where('event', '=', event);
      await tables.deleteFrom('blob_part').where('blob', 'in', gone).execute();
      await tables
        .deleteFrom('blob')
        .where('space', '=', numberOf(space))
        .where('event', '=', event)
        .execute();
    },
  };

  async function untie(space: Bytes, event: Bytes): Promise<void> {
    await tables
      .updateTable('blob')
      .set({ event: null })
      .where('space', '=', numberOf(space))
      .where('event', '=', event)
      .execute();
  }
}

/** Lets go of what nobody showed in the time there was. */
export async function sweepBlobs(tables: Kysely<Tables>, begunUntil: number): Promise<void> {
  const gone = tables
    .selectFrom('blob')
    .select('number')
    .where('event', 'is', null)
    .where('begun_at', '<=', begunUntil);
  const { rows } = await sql<{ number: number }>`
    DELETE FROM blob WHERE number IN (${gone}) AND event IS NULL RETURNING number`.execute(tables);
  for (const { number } of rows) await tables.deleteFrom('blob_part').where('blob', '=', number).execute();
}

const numberOf = (space: Bytes) => sql<number>`(SELECT number FROM space WHERE space = ${space})`;
const blobOf = (space: Bytes, id: Bytes) =>
  sql<number>`(SELECT number FROM blob WHERE space = ${numberOf(space)} AND id = ${id})`;
