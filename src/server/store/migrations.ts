import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ok, refuse, type Result } from '#kernel/result.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** `store-newer`: written by a later release. `store-changed`: a migration that ran is not the one we have. */
export type MigrationRefusal = 'store-newer' | 'store-changed';

/** The migrations of a folder, in their order. */
export function migrationsIn(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-.*\.sql$/.test(name));
  return names.toSorted().map((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/** Those of ours that have not run. The ones that ran have to be our first, word for word. */
export function migrationsDue(
  ran: readonly Pick<Migration, 'name' | 'checksum'>[],
  ours: readonly Migration[],
): Result<readonly Migration[], MigrationRefusal> {
  if (ran.length > ours.length) return refuse('store-newer');
  for (const [index, { name, checksum }] of ran.entries()) {
    const known = ours[index];
    if (known?.name !== name || known.checksum !== checksum) return refuse('store-changed', name);
  }
  return ok(ours.slice(ran.length));
}
