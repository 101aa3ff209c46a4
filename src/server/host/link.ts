import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { bytesToText, equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { minute, type Clock } from '#kernel/time.ts';
import { hashOf, newToken } from '#server/people/sessions.ts';
import type { Passing } from '#server/store/store.ts';

/** How long a link is good for, whether it was opened or not. */
export const hostLinkLasts = 15 * minute;

/** Only the hash lies on the disk: a copy of the folder opens nothing. */
const fileSchema = v.object({ hash: v.string(), until: v.number() });

/**
 * Draws a link's token and leaves its hash in the data folder, where a running server looks. Whoever may write there
 * holds the machine anyway. The link before opens nothing any more.
 */
export function drawHostLink(dataFolder: string, clock: Clock): Bytes {
  const token = newToken();
  const kept: v.InferOutput<typeof fileSchema> = {
    hash: bytesToText(hashOf(token)),
    until: clock() + hostLinkLasts,
  };
  const file = fileIn(dataFolder);
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return token;
}

/** The same, where several nodes share a store and any of them may be asked. */
export async function keepHostLink(passing: Passing, clock: Clock): Promise<Bytes> {
  const token = newToken();
  await passing.keep(sharedKey, { value: hashOf(token), until: clock() + hostLinkLasts });
  return token;
}

const sharedKey = 'host-link';

export interface HostLink {
  opensWith(token: Bytes): Promise<boolean>;
}

export function createSharedHostLink(passing: Passing, clock: Clock): HostLink {
  return {
    async opensWith(token) {
      const hash = await passing.look(sharedKey, clock());
      return hash !== null && equalBytes(hash, hashOf(token));
    },
  };
}

export function createHostLink(dataFolder: string, clock: Clock): HostLink {
  return {
    async opensWith(token) {
      const kept = read(fileIn(dataFolder));
      const hash = kept && textToBytes(kept.hash);
      if (kept === null || !hash) return false;
      const now = clock();
      // A clock that was set back makes no link last longer.
      const isInTime = now < kept.until && kept.until - now <= hostLinkLasts;
      return isInTime && equalBytes(hash, hashOf(token));
    },
  };
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'host-link');
}

/** Null where no link was drawn, or the file is not one of ours. */
function read(file: string): v.InferOutput<typeof fileSchema> | null {
  try {
    return v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
