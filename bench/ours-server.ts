import path from 'node:path';
import { startChild, type Child } from './child.ts';

/** Our server as a host starts it, except that nobody is asked to slow down: the load comes from one address. */
export function startOurs(folder: string, port: number, origin = `http://localhost:${port}`): Promise<Child> {
  const entry = path.join(import.meta.dirname, '..', 'src/cli/bothways.ts');
  const many = '9999999';
  const limits = ['--requests-per-person', many, '--requests-per-address', many, '--tries-per-hour', many];
  const place = ['--data', path.join(folder, 'data'), '--port', String(port), '--origin', origin];
  return startChild([entry, 'start', ...place, ...limits], (line) => line.includes(origin));
}
