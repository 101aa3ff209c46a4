import type { Bytes } from '#kernel/bytes.ts';

/** The driver hands out Node's Buffers; outside it bytes are plain. The same memory, no copy. */
export function plain(buffer: Bytes): Bytes {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
