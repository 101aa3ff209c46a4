import type { Database } from 'better-sqlite3';
import type { Bytes } from '#kernel/bytes.ts';
import type { Head } from '#protocol/api.ts';
import type { SpaceKind } from '#protocol/commit.ts';
import type { HotReads, HotWrites } from '#server/store/sql/hot.ts';
import { plain } from '#server/store/sql/plain.ts';
import type { lookupsOf } from './lookups.ts';
import { entryTypes, type StoredEntry, type StoredPlace } from '#server/store/store.ts';

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
  seq: number;
  hash: Bytes;
  control_seq: number;
}
interface SpaceRow {
  space: Bytes;
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
const ofSpace = 'FROM entry e JOIN space s ON s.number = e.space WHERE s.space = ?';
const numberOf = '(SELECT number FROM space WHERE space = ?)';

type LogReads = Omit<HotReads, keyof ReturnType<typeof lookupsOf>> & Pick<HotWrites, 'place'>;

/** What is asked of the log, by hand and prepared once: these are what runs at each message. */
export function logReadsOf(database: Database): LogReads {
  const selectPlace = database.prepare<[Bytes], PlaceRow>(
    `SELECT e.seq, e.hash, s.control_seq ${ofSpace} ORDER BY e.seq DESC LIMIT 1`,
  );
  const selectSpace = database.prepare<[Bytes], SpaceRow>(
    'SELECT space, kind, state FROM space WHERE space = ?',
  );
  // The last place of each log is one look into entry_by_place.
  const selectHeads = database.prepare<[Bytes], HeadRow>(
    `SELECT s.space, s.kind, e.seq, e.hash FROM membership m
     JOIN space s ON s.number = m.space
     JOIN entry e ON e.space = m.space AND e.seq = (SELECT max(seq) FROM entry WHERE space = m.space)
     WHERE m.person = ? AND m.is_former = 0 ORDER BY m.space`,
  );
  const selectPage = database.prepare<[Bytes, number, number], EntryRow>(
    `SELECT ${columns} ${ofSpace} AND e.seq > ? ORDER BY e.seq LIMIT ?`,
  );
  const selectById = database.prepare<[Bytes, Bytes], EntryRow>(
    `SELECT ${columns} FROM entry_id i JOIN entry e ON e.space = i.space AND e.seq = i.seq
     WHERE i.space = ${numberOf} AND i.id = ?`,
  );
  const selectHash = database.prepare<[Bytes, number], { hash: Bytes }>(
    `SELECT e.hash ${ofSpace} AND e.seq = ?`,
  );
  // No entry is ever taken out, so the last row's number is how many there are, without counting millions.
  const selectLast = database.prepare<[], { last: number | null }>('SELECT max(rowid) AS last FROM entry');

  return {
    async place(space) {
      const row = selectPlace.get(space);
      return row === undefined ? null : rowToPlace(row);
    },

    async space(space) {
      const place = selectPlace.get(space);
      const row = selectSpace.get(space);
      if (place === undefined || row === undefined) return null;
      return { ...rowToPlace(place), space: plain(row.space), kind: row.kind, state: plain(row.state) };
    },

    async headsOf(person): Promise<readonly Head[]> {
      const rows = selectHeads.all(person);
      return rows.map((row) => ({ ...row, space: plain(row.space), hash: plain(row.hash) }));
    },

    async entries(space, { after, most, bytesMost }) {
      const entries: StoredEntry[] = [];
      let bytes = 0;
      for (const row of selectPage.iterate(space, after, most)) {
        entries.push(rowToEntry(row));
        bytes += row.statement.length + (row.body?.length ?? 0);
        if (bytes > bytesMost) break;
      }
      return entries;
    },

    async entryById(space, id) {
      const row = selectById.get(space, id);
      return row === undefined ? null : rowToEntry(row);
    },

    async hashAt(space, seq) {
      const row = selectHash.get(space, seq);
      return row === undefined ? null : plain(row.hash);
    },

    async size() {
      return { entries: selectLast.get()?.last ?? 0, bytes: null };
    },
  };
}

/** What is written to logs and where they stand, inside a write. */
export function logWritesOf(database: Database, { place }: Pick<LogReads, 'place'>): HotWrites {
  const selectId = database.prepare<[Bytes, Bytes], { there: number }>(
    `SELECT 1 AS there FROM entry_id WHERE space = ${numberOf} AND id = ?`,
  );
  const insertId = database.prepare(
    `INSERT INTO entry_id (space, id, seq) VALUES (${numberOf}, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const insertEntry = database.prepare(
    `INSERT INTO entry (space, seq, at, type, hash, statement, signature, body)
     VALUES (${numberOf}, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // `secure_delete` overwrites what this lets go of.
  const clearBody = database.prepare(
    `UPDATE entry SET body = NULL
     WHERE (space, seq) = (SELECT space, seq FROM entry_id WHERE space = ${numberOf} AND id = ?)`,
  );
  const insertSpace = database.prepare(
    'INSERT INTO space (space, kind, control_seq, state) VALUES (?, ?, ?, ?)',
  );
  const updateState = database.prepare('UPDATE space SET control_seq = ?, state = ? WHERE space = ?');
  const claimJob = database.prepare(
    `INSERT INTO job (name, due_at) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at WHERE due_at <= ?`,
  );

  async function addEntry(space: Bytes, id: Bytes, entry: StoredEntry): Promise<boolean> {
    const { seq, at, type, hash, statement, signature, body } = entry;
    if (insertId.run(space, id, seq).changes === 0) return false;
    insertEntry.run(space, seq, at, entryTypes.indexOf(type), hash, statement, signature, body);
    return true;
  }

  return {
    // Nobody else writes meanwhile, so every place is held.
    place,
    places: (spaces) => Promise.all(spaces.map(place)),
    addEntry,

    async areThere(ids) {
      return ids.map(({ space, id }) => selectId.get(space, id) !== undefined);
    },

    async addEntries(entries) {
      for (const { space, id, entry } of entries) {
        if (!(await addEntry(space, id, entry))) throw new Error('an id that is taken');
      }
    },

    async wipeBody(space, id) {
      clearBody.run(space, id);
    },

    async addSpace({ space, kind, controlSeq, state }) {
      insertSpace.run(space, kind, controlSeq, state);
    },

    async putState(space, { controlSeq, state }) {
      updateState.run(controlSeq, state, space);
    },

    async claim(job, { now, again }) {
      return claimJob.run(job, again, now).changes === 1;
    },
  };
}

function rowToPlace(row: PlaceRow): StoredPlace {
  return { seq: row.seq, hash: plain(row.hash), controlSeq: row.control_seq };
}

function rowToEntry(row: EntryRow): StoredEntry {
  return {
    seq: row.seq,
    at: row.at,
    // Only `addEntry` writes this column.
    type: entryTypes[row.type]!,
    hash: plain(row.hash),
    statement: plain(row.statement),
    signature: plain(row.signature),
    body: row.body === null ? null : plain(row.body),
  };
}
