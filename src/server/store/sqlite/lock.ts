import Database from 'better-sqlite3';
import path from 'node:path';
import { ok, refuse, type Result } from '#kernel/result.ts';

export interface Lock {
  release(): void;
}

/**
 * One server to a data folder. The operating system holds the lock for as long as this process lives and gives it
 * back however the process ends, so a crash leaves nothing that somebody would have to clear away.
 */
export function lockFolder(folder: string): Result<Lock, 'folder-in-use'> {
  const lock = new Database(path.join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return refuse('folder-in-use');
    throw error;
  }
  return ok({ release: () => lock.close() });
}
