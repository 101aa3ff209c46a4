import { bytesToText } from '#kernel/bytes.ts';
import { toCbor, type Encodable } from '#protocol/cbor.ts';

/** Deterministic CBOR, written as base64url: how everything that has a form of its own stands in the vectors. */
export function text(value: Encodable): string {
  return bytesToText(toCbor(value));
}
