import type { Bytes } from '#kernel/bytes.ts';

/** Elements by their ids, as they stand in a file. Those with parts of their own are gone into. */
const segment = 0x18538067;
const info = 0x1549a966;
const cluster = 0x1f43b675;
const muxingApp = 0x4d80;
const writingApp = 0x5741;
const title = 0x7ba9;
const recordedAt = 0x4461;

/**
 * A recording as a browser writes it (WebM, which is EBML), without the names of the programs that wrote it and
 * without the time: their places are kept and hold nothing. What is no WebM stays as it is.
 */
export function plainWebm(recording: Bytes): Bytes {
  const plain = recording.slice();
  let at = 0;
  while (at < plain.length) {
    const id = readId(plain, at);
    const size = id && readSize(plain, at + id.length);
    if (!id || !size || id.value === cluster) return plain;
    const begin = at + id.length + size.length;
    const end = size.value === null ? plain.length : begin + size.value;
    if (end > plain.length) return plain;
    if (id.value === segment || id.value === info) {
      at = begin;
      continue;
    }
    if (id.value === recordedAt) plain.fill(0, begin, end);
    if (id.value === muxingApp || id.value === writingApp || id.value === title) plain.fill(0x20, begin, end);
    at = end;
  }
  return plain;
}

interface Read<Value> {
  readonly value: Value;
  readonly length: number;
}

function readId(bytes: Bytes, at: number): Read<number> | null {
  const length = lengthAt(bytes, at, 4);
  return length === null ? null : { value: numberAt(bytes, at, length), length };
}

/** Null where the size is left open, which all of its bits say together. */
function readSize(bytes: Bytes, at: number): Read<number | null> | null {
  const length = lengthAt(bytes, at, 8);
  if (length === null) return null;
  // Without the bit that says how long it is: with it, a number of eight bytes would be rounded.
  const [first = 0, ...others] = bytes.subarray(at, at + length);
  const own = first & (0xff >> length);
  const isOpen = own === 0xff >> length && others.every((byte) => byte === 0xff);
  return { value: isOpen ? null : others.reduce((number, byte) => number * 256 + byte, own), length };
}

/** How long a number is stands in its first bits. */
function lengthAt(bytes: Bytes, at: number, most: number): number | null {
  const first = bytes[at];
  const length = first === undefined ? Infinity : Math.clz32(first) - 23;
  return length <= most && at + length <= bytes.length ? length : null;
}

function numberAt(bytes: Bytes, at: number, length: number): number {
  return bytes.subarray(at, at + length).reduce((number, byte) => number * 256 + byte, 0);
}
