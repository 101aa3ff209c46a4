import Database from 'better-sqlite3';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

export interface Turn {
  /** Somebody else had it first. */
  readonly waited: boolean;
  release(): void;
}

const asksAgainAfterMs = 200;

/**
 * Whoever works in a folder in which only one may work at a time asks for a turn, and has it until it is released or the
 * process ends, however it ends: the operating system holds the lock, so nothing is ever left to be cleared away.
 *
 * @param onWait told once, where somebody else has it
 */
export async function takeTurn(file: string, onWait: () => void): Promise<Turn> {
  await mkdir(path.dirname(file), { recursive: true });
  for (let waited = false; ; waited = true) {
    const lock = lockOn(file);
    if (lock !== null) return { waited, release: () => lock.close() };
    if (!waited) onWait();
    await after(asksAgainAfterMs);
  }
}

function lockOn(file: string): Database.Database | null {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
