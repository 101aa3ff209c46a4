import { decode, encode } from 'cborg';
import * as v from 'valibot';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** What may stand on the wire: text keys, integers, byte and text strings, arrays, maps and booleans (protocol section 1). */
export type Encodable =
  | number
  | boolean
  | string
  | Uint8Array
  | readonly Encodable[]
  | { readonly [key: string]: Encodable | undefined };

/**
 * The library's own order of keys, shorter before longer and then by bytes, is the one of RFC 8949 section 4.2.1 where
 * all keys are text. Its option for that RFC gives the same bytes, by a road that takes twice as long.
 */
const encodeOptions = {
  ignoreUndefinedProperties: true,
  typeEncoders: {
    // Null leaves the encoding itself to the library. What is thrown here makes `fromCbor` refuse.
    number(value: number) {
      if (!Number.isSafeInteger(value)) throw new RangeError('not a whole number');
      return null;
    },
    null() {
      throw new RangeError('nothing, where something stands');
    },
  },
};

/** Deterministic CBOR, RFC 8949 section 4.2. A property that is undefined is left out. */
export function toCbor(value: Encodable): Bytes {
  const encoded = encode(value, encodeOptions);
  // On Node this is a Buffer, whose `slice` shares memory and which equals no plain array in a test.
  return new Uint8Array(encoded.buffer, encoded.byteOffset, encoded.byteLength);
}

/**
 * Accepts bytes only if decode, schema check and encode give the same bytes again, so that what is signed or hashed
 * has one spelling. Look at signatures only after this.
 */
export function fromCbor<const Schema extends v.GenericSchema<unknown, Encodable>>(
  schema: Schema,
  bytes: Uint8Array,
): Result<v.InferOutput<Schema>, 'malformed'> {
  let decoded: unknown;
  try {
    decoded = decode(bytes, {
      allowIndefinite: false,
      allowUndefined: false,
      allowBigInt: false,
      allowNaN: false,
      allowInfinity: false,
      strict: true,
      rejectDuplicateMapKeys: true,
    });
  } catch (error) {
    return refuse('malformed', error instanceof Error ? error.message : 'cbor');
  }
  // One reason is enough: whoever sends a million wrong items is not told of each, and nobody waits for it.
  const parsed = v.safeParse(schema, decoded, { abortEarly: true });
  if (!parsed.success) return refuse('malformed', v.getDotPath(parsed.issues[0]) ?? parsed.issues[0].message);
  return isSpelled(parsed.output, bytes) ? ok(parsed.output) : refuse('malformed', 'not deterministic');
}

function isSpelled(value: Encodable, bytes: Uint8Array): boolean {
  try {
    return equalBytes(toCbor(value), bytes);
  } catch {
    return false;
  }
}

/**
 * Without any check: only for bytes that this program wrote itself and that a seal shows to be unchanged. It is several
 * times quicker, which is felt where ten thousand entries come out of a device's own store.
 */
export function fromOwnCbor(bytes: Uint8Array): unknown {
  return decode(bytes);
}

function isBytes(value: unknown): value is Bytes {
  return value instanceof Uint8Array;
}

/** A byte string of exactly `length` bytes. */
export function bytesOf(length: number) {
  return v.custom<Bytes>((value) => isBytes(value) && value.length === length, `expects ${length} bytes`);
}

/** A byte string of at most `most` bytes. */
export function bytesUpTo(most: number) {
  return v.custom<Bytes>((value) => isBytes(value) && value.length <= most, `expects at most ${most} bytes`);
}

/** A whole number from 0 (or `least`) to 2^53 - 1. */
export function whole(least = 0) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(least));
}

export const hash = bytesOf(32);
export const publicKey = bytesOf(32);
export const signature = bytesOf(64);
