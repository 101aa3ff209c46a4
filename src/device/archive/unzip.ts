import { unzipSync } from 'fflate';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** What is taken along by anybody is far smaller; a phone could not hold more. */
export const archiveMost = 512 * 1024 * 1024;
const filesMost = 100_000;

/**
 * The files of an archive whose names are asked for. They lie in it as they are, so nothing is ever unpacked: a small
 * file that would become a huge one does not open, and a name that leads elsewhere is one that nobody asks for.
 */
export function unzip(zip: Bytes, isAskedFor: (path: string) => boolean): Result<ReadonlyMap<string, Bytes>> {
  if (zip.length > archiveMost) return refuse('archive-too-large');
  const seen = new Set<string>();
  let bytes = 0;
  let isSound = true;
  try {
    const files = unzipSync(zip, {
      filter({ name, size, originalSize, compression }) {
        if (!isSound || !isAskedFor(name)) return false;
        bytes += size;
        // Two of a name, pieces that lie over each other, or one that has to be unpacked: nothing of ours wrote it.
        isSound = !seen.has(name) && compression === 0 && size === originalSize && bytes <= zip.length;
        seen.add(name);
        return isSound && seen.size <= filesMost;
      },
    });
    if (!isSound) return refuse('archive-broken');
    return ok(new Map(Object.entries(files).map(([path, file]) => [path, concatBytes(file)])));
  } catch {
    // The library says by throwing that this is no zip.
    return refuse('archive-broken');
  }
}
