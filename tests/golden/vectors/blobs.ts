import type { Bytes } from '#kernel/bytes.ts';

/** A file of this length that both programs can make: each byte is its place, modulo 251. */
export function patterned(length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => index % 251);
}
