import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';

const nothing = toCbor({});

/**
 * Reads no more than a door takes. A length has to be told first, so that nothing is read of what would be too much.
 * No body at all stands for an empty request.
 */
export async function readBody(
  request: Request,
  bytesMost: number,
): Promise<Result<Bytes, 'too-large' | 'malformed'>> {
  const told = request.headers.get('content-length');
  if (request.headers.has('transfer-encoding')) return refuse('malformed', 'no length');
  if (told === null || told === '0') return ok(nothing);
  if (Number(told) > bytesMost) return refuse('too-large');
  const body = await request.arrayBuffer().catch(() => null);
  return body === null ? refuse('malformed', 'broken off') : ok(new Uint8Array(body));
}
