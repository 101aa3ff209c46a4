import type { Database } from 'better-sqlite3';
import type { Bytes } from '#kernel/bytes.ts';
import { entryTypes, type LogRange, type StoredEntry, type StoredPlace } from '#server/store/store.ts';
import { plain } from './plain.ts';

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

const columns = 'e.seq, e.at, e.type, e.hash, e.statement, e.signature, e.body';
const ofSpace = 'FROM entry e JOIN space s ON s.number = e.space WHERE s.space = ?';
const numberOf = '(SELECT number FROM space WHERE space = ?)';

export type LogStatements = ReturnType<typeof logStatements>;

/** The log's statements, by hand and prepared once: these are what runs at each message. */
export function logStatements(database: Database) {
  const selectPlace = database.prepare<[Bytes], PlaceRow>(
    `SELECT e.seq, e.hash, s.control_seq ${ofSpace} ORDER BY e.seq DESC LIMIT 1`,
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

  return {
    async place(space: Bytes): Promise<StoredPlace | null> {
      const row = selectPlace.get(space);
      return row === undefined ? null : { seq: row.seq, hash: plain(row.hash), controlSeq: row.control_seq };
    },

    async entries(space: Bytes, { after, most, bytesMost }: LogRange): Promise<readonly StoredEntry[]> {
      const entries: StoredEntry[] = [];
      let bytes = 0;
      for (const row of selectPage.iterate(space, after, most)) {
        entries.push(rowToEntry(row));
        bytes += row.statement.length + (row.body?.length ?? 0);
        if (bytes > bytesMost) break;
      }
      return entries;
    },

    async entryById(space: Bytes, id: Bytes): Promise<StoredEntry | null> {
      const row = selectById.get(space, id);
      return row === undefined ? null : rowToEntry(row);
    },

    async hashAt(space: Bytes, seq: number): Promise<Bytes | null> {
      const row = selectHash.get(space, seq);
      return row === undefined ? null : plain(row.hash);
    },

    async addEntry(space: Bytes, id: Bytes, entry: StoredEntry): Promise<boolean> {
      const { seq, at, type, hash, statement, signature, body } = entry;
      if (insertId.run(space, id, seq).changes === 0) return false;
      insertEntry.run(space, seq, at, entryTypes.indexOf(type), hash, statement, signature, body);
      return true;
    },

    async wipeBody(space: Bytes, id: Bytes): Promise<void> {
      clearBody.run(space, id);
    },
  };
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
