import type { Bytes } from '#kernel/bytes.ts';
import { bytesToText } from '#kernel/bytes.ts';
import type { HotWrites } from '#server/store/sql/hot.ts';
import { entryTypes, type NewEntry, type StoredPlace } from '#server/store/store.ts';
import type { Connection } from './connection.ts';
import { placesOn } from './log-reads.ts';

/** One statement for as many entries as come: they are put down and the heads moved to the last of each log. */
const insertEntries = `
  WITH given AS (
    SELECT s.number AS space, g.seq, g.at, g.type, g.id, g.hash, g.statement, g.signature, g.body
    FROM unnest($1::bytea[], $2::integer[], $3::integer[], $4::integer[], $5::bytea[], $6::bytea[], $7::bytea[],
      $8::bytea[], $9::bytea[]) AS g (space, seq, at, type, id, hash, statement, signature, body)
    JOIN space s ON s.space = g.space
  ), added AS (
    INSERT INTO entry (space, seq, at, type, id, hash, statement, signature, body)
    SELECT * FROM given ON CONFLICT (space, id) DO NOTHING
    RETURNING space, seq, hash
  ), moved AS (
    UPDATE head SET seq = newest.seq, hash = newest.hash
    FROM (SELECT DISTINCT ON (space) space, seq, hash FROM added ORDER BY space, seq DESC) AS newest
    WHERE head.space = newest.space
  )
  SELECT count(*)::integer AS added FROM added`;

const selectThere = `
  SELECT e.seq IS NOT NULL AS there
  FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS asked (space, id, number)
  LEFT JOIN space s ON s.space = asked.space LEFT JOIN entry e ON e.space = s.number AND e.id = asked.id
  ORDER BY asked.number`;

const insertSpace = `
  WITH added AS (INSERT INTO space (space, kind, state) VALUES ($1, $2, $4) RETURNING number)
  INSERT INTO head (space, seq, hash, control_seq) SELECT number, 0, '', $3 FROM added`;

const updateState = `
  WITH moved AS (UPDATE space SET state = $3 WHERE space = $1 RETURNING number)
  UPDATE head SET control_seq = $2 FROM moved WHERE head.space = moved.number`;

/** What is written to logs and where they stand, inside a write. */
export function logWritesOf(connection: Connection): HotWrites {
  async function places(spaces: readonly Bytes[]): Promise<readonly (StoredPlace | null)[]> {
    const found = await placesOn(connection, spaces, 'hold');
    const bySpace = new Map(found.map(({ space, ...place }) => [bytesToText(space), place]));
    return spaces.map((space) => bySpace.get(bytesToText(space)) ?? null);
  }

  async function add(entries: readonly NewEntry[]): Promise<number> {
    const of = (column: (one: NewEntry) => unknown) => entries.map(column);
    const values = [
      of(({ space }) => space),
      of(({ entry }) => entry.seq),
      of(({ entry }) => entry.at),
      of(({ entry }) => entryTypes.indexOf(entry.type)),
      of(({ id }) => id),
      of(({ entry }) => entry.hash),
      of(({ entry }) => entry.statement),
      of(({ entry }) => entry.signature),
      of(({ entry }) => entry.body),
    ];
    const { rows } = await connection.query<{ added: number }>(insertEntries, values, 'insert-entries');
    return rows[0]?.added ?? 0;
  }

  return {
    places,
    place: async (space) => (await places([space]))[0] ?? null,

    async areThere(ids) {
      const values = [ids.map(({ space }) => space), ids.map(({ id }) => id)];
      const { rows } = await connection.query<{ there: boolean }>(selectThere, values, 'are-there');
      return rows.map(({ there }) => there);
    },

    addEntry: async (space, id, entry) => (await add([{ space, id, entry }])) === 1,

    async addEntries(entries) {
      if (entries.length === 0) return;
      if ((await add(entries)) < entries.length) throw new Error('an id that is taken');
    },

    async wipeBody(space, id) {
      const text = `UPDATE entry SET body = NULL WHERE id = $2 AND space = (SELECT number FROM space WHERE space = $1)`;
      await connection.query(text, [space, id], 'wipe-body');
    },

    async addSpace({ space, kind, controlSeq, state }) {
      await connection.query(insertSpace, [space, kind, controlSeq, state]);
    },

    async putState(space, { controlSeq, state }) {
      await connection.query(updateState, [space, controlSeq, state]);
    },

    async claim(job, { now, again }) {
      await connection.query('INSERT INTO job (name, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        job,
        now,
      ]);
      const text = `UPDATE job SET due_at = $3
        WHERE name = (SELECT name FROM job WHERE name = $1 AND due_at <= $2 FOR UPDATE SKIP LOCKED)`;
      return (await connection.query(text, [job, now, again])).rowCount === 1;
    },
  };
}
