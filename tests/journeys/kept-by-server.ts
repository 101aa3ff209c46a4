import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { idToBytes, type EventId } from '#kernel/ids.ts';

/** The sealed body of an event as the server's database has it; null once it was wiped. */
export function bodyKept(folder: string, event: EventId): Buffer | null {
  const database = new Database(path.join(folder, 'bothways.db'), { readonly: true, fileMustExist: true });
  try {
    const row = database
      .prepare<[Uint8Array], { body: Buffer | null }>(
        'SELECT body FROM entry JOIN entry_id USING (space, seq) WHERE id = ?',
      )
      .get(idToBytes(event));
    if (row === undefined) throw new Error('the server has no such entry');
    return row.body;
  } finally {
    database.close();
  }
}

/** How many pictures and recordings lie in the server's database. */
export function blobsKept(folder: string): number {
  const database = new Database(path.join(folder, 'bothways.db'), { readonly: true, fileMustExist: true });
  try {
    return database.prepare<[], { count: number }>('SELECT count(*) AS count FROM blob').get()?.count ?? 0;
  } finally {
    database.close();
  }
}

/** Lets a week pass for every invitation that the server knows. */
export function runOut(folder: string): void {
  const database = new Database(path.join(folder, 'bothways.db'), { fileMustExist: true });
  try {
    database.prepare('UPDATE invitation SET until = 0').run();
  } finally {
    database.close();
  }
}

/** Which files of the server hold these bytes, the write-ahead log and what is printed among them. */
export async function filesHolding(folder: string, bytes: Buffer): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const holding = await Promise.all(
    files.map(async ({ parentPath, name }) => (await readFile(path.join(parentPath, name))).includes(bytes)),
  );
  return files.filter((_, index) => holding[index]).map(({ name }) => name);
}
