import path from 'node:path';
import { startChild, type Child } from './child.ts';

export interface Place {
  readonly folder: string;
  readonly port: number;
  /** How people reach it, where that is not its own port. */
  readonly origin?: string;
  /** A PostgreSQL in place of the file. */
  readonly databaseUrl?: string | undefined;
}

/** Our server as a host starts it, except that nobody is asked to slow down: the load comes from one address. */
export function startOurs({ folder, port, origin, databaseUrl = '' }: Place): Promise<Child> {
  const entry = path.join(import.meta.dirname, '..', 'src/cli/bothways.ts');
  const many = '9999999';
  const limits = ['--requests-per-person', many, '--requests-per-address', many, '--tries-per-hour', many];
  const address = origin ?? `http://localhost:${port}`;
  const place = ['--data', path.join(folder, 'data'), '--port', String(port), '--origin', address];
  return startChild([entry, 'start', ...place, ...limits], (line) => line.includes(address), {
    BOTHWAYS_DATABASE_URL: databaseUrl,
  });
}
