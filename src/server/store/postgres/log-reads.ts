import type { Bytes } from '#kernel/bytes.ts';
import type { Head } from '#protocol/api.ts';
import type { SpaceKind } from '#protocol/commit.ts';
import type { HotReads } from '#server/store/sql/hot.ts';
import { plain } from '#server/store/sql/plain.ts';
import { entryTypes, type StoredEntry, type StoredPlace } from '#server/store/store.ts';
import type { Connection } from './connection.ts';
import type { lookupsOf } from './lookups.ts';

interface EntryRow {
  seq: number;
  at: number;
  type: number;
  hash: Bytes;
  statement: Bytes;
  signature: Bytes;
  body: Bytes | null;
}
interface PlaceRow {
  space: Bytes;
  seq: number;
  hash: Bytes;
  control_seq: number;
}
interface SpaceRow extends PlaceRow {
  kind: SpaceKind;
  state: Bytes;
}
interface HeadRow {
  space: Bytes;
  kind: SpaceKind;
  seq: number;
  hash: Bytes;
}

const columns = 'e.seq, e.at, e.type, e.hash, e.statement, e.signature, e.body';
const ofSpace = 'FROM entry e JOIN space s ON s.number = e.space WHERE s.space = $1';

/** The bodies of a page are added up before they are sent, so that long entries do not make one answer enormous. */
const selectPage = `SELECT * FROM (
    SELECT ${columns},
      sum(length(e.statement) + coalesce(length(e.body), 0)) OVER (ORDER BY e.seq)
        - length(e.statement) - coalesce(length(e.body), 0) AS before
    ${ofSpace} AND e.seq > $2 ORDER BY e.seq LIMIT $3
  ) AS page WHERE before <= $4 ORDER BY seq`;

type LogReads = Omit<HotReads, keyof ReturnType<typeof lookupsOf>>;

/** What is asked of the log, by hand: these are what runs at each message. */
export function logReadsOf(connection: Connection): LogReads {
  const ask = <Row>(name: string, text: string, values: readonly unknown[]) =>
    connection.query<Row>(text, values, name).then(({ rows }) => rows);

  return {
    async space(space) {
      const [row] = await ask<SpaceRow>(
        'space',
        `SELECT s.space, s.kind, s.state, h.seq, h.hash, h.control_seq
         FROM space s JOIN head h ON h.space = s.number WHERE s.space = $1 AND h.seq > 0`,
        [space],
      );
      if (row === undefined) return null;
      return { ...rowToPlace(row), space: plain(row.space), kind: row.kind, state: plain(row.state) };
    },

    async headsOf(person): Promise<readonly Head[]> {
      const rows = await ask<HeadRow>(
        'heads-of',
        `SELECT s.space, s.kind, h.seq, h.hash FROM membership m
         JOIN space s ON s.number = m.space JOIN head h ON h.space = m.space
         WHERE m.person = $1 AND m.is_former = 0 AND h.seq > 0 ORDER BY m.space`,
        [person],
      );
      return rows.map(rowToHead);
    },

    async entries(space, { after, most, bytesMost }) {
      const rows = await ask<EntryRow>('page', selectPage, [space, after, most, bytesMost]);
      return rows.map(rowToEntry);
    },

    async entryById(space, id) {
      const text = `SELECT ${columns} ${ofSpace} AND e.id = $2`;
      const [row] = await ask<EntryRow>('entry-by-id', text, [space, id]);
      return row === undefined ? null : rowToEntry(row);
    },

    async hashAt(space, seq) {
      const text = `SELECT e.hash ${ofSpace} AND e.seq = $2`;
      const [row] = await ask<{ hash: Bytes }>('hash-at', text, [space, seq]);
      return row === undefined ? null : plain(row.hash);
    },

    async size() {
      // No entry is ever taken out and no place left out, so the heads know how many there are.
      const text = `SELECT (SELECT coalesce(sum(seq), 0) FROM head)::bigint AS entries,
        pg_database_size(current_database())::bigint AS bytes`;
      const [row] = await ask<{ entries: number; bytes: number }>('size', text, []);
      return row ?? { entries: 0, bytes: 0 };
    },
  };
}

/** Where these logs stand. Those that are not there are left out. */
export async function placesOn(
  connection: Connection,
  spaces: readonly Bytes[],
  mode: 'look' | 'hold',
): Promise<readonly (StoredPlace & { readonly space: Bytes })[]> {
  // Always in the same order, so that two who hold several never wait for each other.
  const text = `SELECT s.space, h.seq, h.hash, h.control_seq FROM head h JOIN space s ON s.number = h.space
    WHERE s.space = ANY($1) AND h.seq > 0 ORDER BY h.space ${mode === 'hold' ? 'FOR UPDATE OF h' : ''}`;
  const { rows } = await connection.query<PlaceRow>(text, [spaces], `${mode}-places`);
  return rows.map((row) => ({ space: plain(row.space), ...rowToPlace(row) }));
}

function rowToPlace(row: PlaceRow): StoredPlace {
  return { seq: row.seq, hash: plain(row.hash), controlSeq: row.control_seq };
}

export function rowToHead(row: HeadRow): Head {
  return { kind: row.kind, seq: row.seq, space: plain(row.space), hash: plain(row.hash) };
}

function rowToEntry(row: EntryRow): StoredEntry {
  return {
    seq: row.seq,
    at: row.at,
    // Only `addEntries` writes this column.
    type: entryTypes[row.type]!,
    hash: plain(row.hash),
    statement: plain(row.statement),
    signature: plain(row.signature),
    body: row.body === null ? null : plain(row.body),
  };
}
