import { randomBytes } from 'node:crypto';
import { aside } from '#server/store/postgres/open.ts';

/** A PostgreSQL on which databases may be made. Null: its rows of the table are left out, and the run says so. */
export const databaseServer: string | null = process.env['BOTHWAYS_TEST_DATABASE_URL'] ?? null;

export interface Database {
  readonly url: string;
  /** With its indices. */
  bytes(): Promise<number>;
  drop(): Promise<void>;
  /** A database that begins as this one is now. Nobody may be connected to this one. */
  copy(): Promise<Database>;
}

export function newDatabase(): Promise<Database> {
  return madeFrom('template1');
}

async function madeFrom(template: string): Promise<Database> {
  const server = databaseServer ?? '';
  const name = `bothways_bench_${randomBytes(6).toString('hex')}`;
  await aside(server, ({ query }) => query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    async bytes() {
      const text = `SELECT pg_database_size('${name}')::integer AS bytes`;
      const { rows } = await aside(server, ({ query }) => query<{ bytes: number }>(text));
      return rows[0]?.bytes ?? Number.NaN;
    },
    async drop() {
      await aside(server, ({ query }) => query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
    copy: () => madeFrom(name),
  };
}
