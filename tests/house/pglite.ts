import { PGlite } from '@electric-sql/pglite';
import type { Answered, Connection, Connections } from '#server/store/postgres/connection.ts';

/** PostgreSQL in memory, for what statements mean. It has one connection, so nobody ever reads beside a write. */
export async function pgliteConnections(): Promise<Connections> {
  const database = await PGlite.create();
  let last: Promise<unknown> = Promise.resolve();

  async function query<Row>(text: string, values?: readonly unknown[]): Promise<Answered<Row>> {
    const results =
      values === undefined ? await database.exec(text) : [await database.query(text, [...values])];
    const { command = '', rowCount = 0, rows = [] } = results.at(-1) ?? {};
    // What a statement answers is what its author wrote beside it.
    return { command, rowCount, rows: rows as Row[] };
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  }

  const connection: Connection = { query: (text, values) => query(text, values) };
  return {
    free: { query: (text, values) => inTurn(() => query(text, values)) },
    hold: (work) => inTurn(() => work({ ...connection, discard: () => undefined })),
    close: () => inTurn(() => database.close()),
  };
}
