import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from, for counting only. Behind a proxy of ours it is what that proxy added last: anything
 * before it was written by whoever asks.
 */
export function addressOf(request: IncomingMessage, trustedProxy: boolean): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  const forwarded = request.headers['x-forwarded-for'];
  if (!trustedProxy || forwarded === undefined) return direct;
  return [forwarded].flat().join(',').split(',').at(-1)?.trim() ?? direct;
}
