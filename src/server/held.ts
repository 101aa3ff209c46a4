import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { NotStarted } from './not-started.ts';
import { openDatabase, type OpenedDatabase } from './store/postgres/open.ts';
import { lockFolder } from './store/sqlite/lock.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/store.ts';

/** The data folder, and the store in it or elsewhere. */
export interface Held {
  readonly store: Store;
  /** Where other nodes may use the same store: the same once more, and how they are heard. */
  readonly shared: OpenedDatabase | null;
  readonly letGo: () => Promise<void>;
}

/** @throws NotStarted where the folder or the database stands in the way */
export async function hold(config: Config, logger: Logger): Promise<Held> {
  const { dataFolder } = config;
  try {
    // What lies here is for the server's own eyes.
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch {
    throw new NotStarted('folder-not-writable');
  }
  const lock = lockFolder(dataFolder);
  if (!lock.ok) throw new NotStarted(lock.refusal.code);
  try {
    const { store, shared } = await openStore(config, logger);
    const letGo = async (): Promise<void> => {
      await store.close();
      lock.value.release();
    };
    return { store, shared, letGo };
  } catch (error) {
    lock.value.release();
    throw error;
  }
}

async function openStore({ dataFolder, databaseUrl }: Config, logger: Logger): Promise<Omit<Held, 'letGo'>> {
  if (databaseUrl === null) {
    const opened = openSqliteStore(path.join(dataFolder, 'bothways.db'));
    if (!opened.ok) throw new NotStarted(opened.refusal.code);
    return { store: opened.value, shared: null };
  }
  const opened = await openDatabase(databaseUrl, (error) => logger.trouble('database', error));
  if (!opened.ok) throw new NotStarted(opened.refusal.code);
  return { store: opened.value.store, shared: opened.value };
}
