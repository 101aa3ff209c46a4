import { concatBytes, type Bytes } from '#kernel/bytes.ts';

const least = 256;
const lengthBytes = 4;

/**
 * The length that `length` bytes are padded to: Padmé, from 256 upwards. A size then tells no more than which of a
 * few steps it stands on, and no more than about an eighth is wasted.
 */
export function paddedLength(length: number): number {
  if (length <= least) return least;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - kept);
  return Math.ceil(length / step) * step;
}

/** u32 length, payload, zeros. */
export function pad(payload: Uint8Array): Bytes {
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, payload.length);
  const zeros = paddedLength(lengthBytes + payload.length) - lengthBytes - payload.length;
  return concatBytes(length, payload, new Uint8Array(zeros));
}

/** Null for anything that `pad` would not have made. */
export function unpad(padded: Bytes): Bytes | null {
  if (padded.length < least) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = lengthBytes + length;
  if (end > padded.length || paddedLength(end) !== padded.length) return null;
  return padded.subarray(end).every((byte) => byte === 0) ? padded.slice(lengthBytes, end) : null;
}
