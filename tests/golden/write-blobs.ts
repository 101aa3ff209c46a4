import { sealBlob } from '#crypto/blob.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { release } from '#server/release.ts';
import { patterned } from './vectors/blobs.ts';
import { writeOnce } from './write-once.ts';

// Writes `blobs.json`: files of one chunk, of exactly one, of two and of several, by key and hash. What is sealed
// follows from the key, so the hash says all of it.

const lengths = [0, 1000, 65_532, 65_533, 200_000];
const files = await Promise.all(
  lengths.map(async (length) => {
    const { key, hash } = await sealBlob(patterned(length));
    return { length, key: bytesToText(key), hash: bytesToText(hash) };
  }),
);
const url = new URL('blobs.json', import.meta.url);
await writeOnce(url, `${JSON.stringify({ release, files }, null, 2)}\n`);
