import { createHash } from 'node:crypto';
import { release } from '#server/release.ts';

/** Every file that a browser can be given, by its address. */
export type Files = ReadonlyMap<string, Uint8Array>;

export const releaseFilesPath = '/release.json';

/** What this release consists of: each file with its hash, in the order of their names. */
export function filesJson(files: Files): string {
  const hashes = [...files]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([address, bytes]) => [address, createHash('sha256').update(bytes).digest('hex')]);
  return `${JSON.stringify({ release, files: Object.fromEntries(hashes) }, null, 2)}\n`;
}
