import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Bytes } from '#kernel/bytes.ts';

/** Shorter answers fit into one packet either way. */
const least = 1024;
const gzipOf = promisify(gzip);

/**
 * Bodies are ciphertext and stay as long as they are; but what stands around them in a page of a log says the same
 * ids again and again, and that is a third of it. What a packed length tells, the padded bodies tell already.
 */
export function isWorthPacking(bytes: Bytes, { 'accept-encoding': accepted }: IncomingHttpHeaders): boolean {
  return bytes.length >= least && /\bgzip\b/.test(String(accepted ?? ''));
}

export function pack(bytes: Bytes): Promise<Uint8Array> {
  return gzipOf(bytes, { level: constants.Z_BEST_SPEED });
}
