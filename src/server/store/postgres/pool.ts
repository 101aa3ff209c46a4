import pg from 'pg';
import { minute, second } from '#kernel/time.ts';
import { asStoreError } from './away.ts';
import type { Answered, Connections, HeldConnection } from './connection.ts';

/** Readers never wait for a connection that a writer holds, so that a write may read beside itself. */
const readersMost = 8;
const writersMost = 8;

const typesOf = new pg.TypeOverrides();
// Counts come as 64 bits. None of ours passes what a number holds.
typesOf.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * How a client speaks to the database. Nothing here waits for ever: a database that has gone away without a word, a
 * node that stopped in the middle of a write.
 */
export function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'bothways',
    types: typesOf,
    keepAlive: true,
    connectionTimeoutMillis: 5 * second,
    query_timeout: 10 * second,
    statement_timeout: 8 * second,
    lock_timeout: 5 * second,
    idle_in_transaction_session_timeout: 10 * second,
  };
}

/** @param onTrouble told of connections that broke while nobody used them */
export function pooled(url: string, onTrouble: (error: unknown) => void): Connections {
  const config = { ...clientConfig(url), idleTimeoutMillis: minute };
  const readers = new pg.Pool({ ...config, max: readersMost });
  const writers = new pg.Pool({ ...config, max: writersMost });
  for (const pool of [readers, writers]) pool.on('error', onTrouble);

  return {
    free: { query: (text, values, name) => ask(readers, { text, values, name }) },
    async hold(work) {
      const client = await writers.connect().catch(fail);
      let isBroken = false;
      // One that breaks while it is held says so here as well as to whoever waits for its answer.
      client.on('error', onTrouble);
      const held: HeldConnection = {
        query: (text, values, name) => ask(client, { text, values, name }),
        discard: () => (isBroken = true),
      };
      try {
        return await work(held);
      } finally {
        client.off('error', onTrouble);
        client.release(isBroken);
      }
    },
    async close() {
      await Promise.all([readers.end(), writers.end()]);
    },
  };
}

interface Asked {
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
  readonly name?: string | undefined;
}

async function ask<Row>(
  asked: pg.Pool | pg.PoolClient,
  { text, values, name }: Asked,
): Promise<Answered<Row>> {
  const query = {
    text,
    ...(values !== undefined && { values: [...values] }),
    ...(name !== undefined && { name }),
  };
  // What a statement answers is what its author wrote beside it.
  return (await asked.query(query).catch(fail)) as unknown as Answered<Row>;
}

function fail(error: unknown): never {
  throw asStoreError(error);
}
