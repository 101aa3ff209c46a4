import type { IncomingMessage } from 'node:http';
import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';

const nothing = toCbor({});

/**
 * Reads no more than a door takes. A length has to be told first, so that nothing is read of what would be too much.
 * No body at all stands for an empty request.
 */
export async function readBody(
  request: IncomingMessage,
  bytesMost: number,
): Promise<Result<Bytes, 'too-large' | 'malformed'>> {
  if (request.headers['transfer-encoding'] !== undefined) return refuse('malformed', 'no length');
  const length = Number(request.headers['content-length'] ?? 0);
  if (length === 0) return ok(nothing);
  if (length > bytesMost) return refuse('too-large');
  return collect(request, length);
}

function collect(request: IncomingMessage, length: number): Promise<Result<Bytes, 'malformed'>> {
  return new Promise((resolve) => {
    const body = new Uint8Array(length);
    let filled = 0;
    request.on('data', (part: Buffer) => {
      // Node reads no more than the length that was told.
      body.set(part, filled);
      filled += part.length;
    });
    request.on('end', () => resolve(filled === length ? ok(body) : refuse('malformed', 'broken off')));
    request.on('error', () => resolve(refuse('malformed', 'broken off')));
  });
}
