import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSetup } from '#crypto/opaque-server.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Store } from './store/store.ts';

/**
 * The secret behind every passphrase's answer. It lies beside the database and not in it, readable by the server
 * alone, so that a copy of the database or a backup is no use for guessing. The database knows its hash: with another
 * secret nobody would come in by their passphrase, and new ones would be made that no other node knows.
 */
export async function readOpaqueSetup(
  dataFolder: string,
  store: Pick<Store, 'write'>,
): Promise<Result<string, 'setup-other'>> {
  const file = path.join(dataFolder, 'opaque-setup');
  const isThere = existsSync(file);
  if (!isThere) await drawSetup(file);
  const setup = readFileSync(file, 'utf8').trim();
  const fingerprint = fingerprintOf(setup);
  const kept = await store.write((writes) => writes.keepSetup(fingerprint), []);
  if (equalBytes(kept, fingerprint)) return ok(setup);
  // One that we have just drawn is of no use to anybody.
  if (!isThere) rmSync(file);
  return refuse('setup-other');
}

async function drawSetup(file: string): Promise<void> {
  // Whole or not at all: half a secret would lock everybody out.
  const draft = `${file}.new`;
  writeFileSync(draft, `${await createSetup()}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

function fingerprintOf(setup: string): Bytes {
  return new Uint8Array(hash('sha256', setup, 'buffer'));
}
