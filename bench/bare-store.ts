import Database from 'better-sqlite3';
import path from 'node:path';
import pg from 'pg';

/** What the bare server keeps. */
export interface BareRow {
  readonly space: string;
  readonly seq: number;
  readonly at: number;
  readonly body: Buffer;
}

/** Puts a batch down. Resolves when a power cut can no longer take it away. */
export type PutDown = (batch: readonly BareRow[]) => Promise<void>;

export interface BareStore {
  readonly putDown: PutDown;
  close(): Promise<void>;
}

export function bareSqlite(folder: string): BareStore {
  const store = new Database(path.join(folder, 'bare.db'));
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  store.exec(
    'CREATE TABLE entry (space TEXT, seq INTEGER, at INTEGER, body BLOB, PRIMARY KEY (space, seq)) WITHOUT ROWID',
  );
  const insert = store.prepare('INSERT INTO entry (space, seq, at, body) VALUES (?, ?, ?, ?)');
  const putDown = store.transaction((batch: readonly BareRow[]) => {
    for (const { space, seq, at, body } of batch) insert.run(space, seq, at, body);
  });
  return { putDown: async (batch) => putDown(batch), close: async () => void store.close() };
}

/** One statement for a batch, which is one transaction and one write to the disk. */
export async function barePostgres(url: string): Promise<BareStore> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  await pool.query(
    'CREATE TABLE entry (space text, seq integer, at integer, body bytea, PRIMARY KEY (space, seq))',
  );
  const text = `INSERT INTO entry (space, seq, at, body)
    SELECT * FROM unnest($1::text[], $2::integer[], $3::integer[], $4::bytea[])`;
  return {
    async putDown(batch) {
      const columns = [
        batch.map(({ space }) => space),
        batch.map(({ seq }) => seq),
        batch.map(({ at }) => at),
        batch.map(({ body }) => body),
      ];
      await pool.query({ name: 'put-down', text, values: columns });
    },
    close: () => pool.end(),
  };
}
