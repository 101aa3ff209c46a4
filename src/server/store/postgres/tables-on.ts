import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Tables } from '#server/store/sql/tables.ts';
import type { Connection } from './connection.ts';

/** Kysely only says things here: who is spoken to, and when a transaction begins and ends, is not its business. */
export function tablesOn(connection: Connection): Kysely<Tables> {
  const driver = driverOn(connection);
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function driverOn(connection: Connection): Driver {
  const spoken: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { command, rowCount, rows } = await connection.query<Row>(sql, parameters);
      const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
      return { rows, ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }) };
    },
    streamQuery: notHere,
  };
  return {
    init: nothing,
    acquireConnection: async () => spoken,
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    releaseConnection: nothing,
    destroy: nothing,
  };
}

async function nothing(): Promise<void> {}

function notHere(): never {
  throw new Error('a transaction belongs to whoever holds the connection');
}
