import { randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { aside } from '#server/store/postgres/open.ts';

/** A PostgreSQL server on which tests may make databases. Null: what needs one is skipped, and the gate says so. */
export const databaseUrl: string | null = process.env['BOTHWAYS_TEST_DATABASE_URL'] ?? null;

export interface EmptyDatabase {
  readonly url: string;
  /** As it was when it was made. */
  clear(): Promise<void>;
  /** Clears it for whoever asks next. */
  letGo(): Promise<void>;
}

interface Made extends EmptyDatabase {
  readonly name: string;
}

// Making a database and dropping it writes the whole server to its disk, so a file of tests does it once.
const made: Made[] = [];
const free: Made[] = [];
afterAll(async () => {
  for (const { name } of made) await say(databaseUrl ?? '', `DROP DATABASE ${name} WITH (FORCE)`);
}, 120_000);

export async function emptyDatabase(): Promise<EmptyDatabase> {
  return free.pop() ?? makeDatabase();
}

async function makeDatabase(): Promise<Made> {
  const server = databaseUrl ?? '';
  const name = `bothways_test_${randomBytes(6).toString('hex')}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await say(server, `CREATE DATABASE ${name}`);
  const clear = () => say(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const database: Made = {
    name,
    url,
    clear,
    async letGo() {
      await clear();
      free.push(database);
    },
  };
  made.push(database);
  return database;
}

async function say(url: string, text: string): Promise<void> {
  await aside(url, ({ query }) => query(text));
}
