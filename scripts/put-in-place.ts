import { rename, rm } from 'node:fs/promises';

/** Puts a finished folder in the place of another, so that nobody who looks there finds half of either. */
export async function putInPlace(fresh: string, place: string): Promise<void> {
  const before = `${fresh}-before`;
  await rm(before, { recursive: true, force: true });
  await rename(place, before).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(fresh, place);
  await rm(before, { recursive: true, force: true });
}
