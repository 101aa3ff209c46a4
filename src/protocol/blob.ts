import * as v from 'valibot';
import { hash } from '#protocol/cbor.ts';

/** A sealed picture or recording, by the id under which it is brought and the SHA-256 of its whole ciphertext. */
export const blobNameSchema = v.strictObject({ id: hash, hash });
export type BlobName = v.InferOutput<typeof blobNameSchema>;

/** The largest file that a device seals. */
export const fileMost = 25 * 1024 * 1024;
/** The same with its padding and its tags, and the smallest that padding leaves. */
export const blobMost = 26 * 1024 * 1024;
export const blobLeast = 272;

/**
 * What crosses the wire at a time. So small that a line of 5 KB/s brings one before anybody loses patience, and what
 * is lost when it breaks is no more than this.
 */
export const partLength = 128 * 1024;

export function partsIn(length: number): number {
  return Math.ceil(length / partLength);
}

/** How long a part is: all are full but the last. Zero or less where there is no such part. */
export function lengthOfPart(length: number, part: number): number {
  return Math.min(partLength, length - part * partLength);
}
