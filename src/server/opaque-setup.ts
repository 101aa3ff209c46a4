import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSetup } from '#crypto/opaque-server.ts';

/**
 * The secret behind every passphrase's answer. It lies beside the database and not in it, readable by the server
 * alone, so that a copy of the database or a backup is no use for guessing.
 */
export async function readOpaqueSetup(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'opaque-setup');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const setup = await createSetup();
  // Whole or not at all: half a secret would lock everybody out.
  const draft = `${file}.new`;
  writeFileSync(draft, `${setup}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  return setup;
}
