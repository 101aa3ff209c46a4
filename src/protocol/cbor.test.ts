import { encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '#kernel/bytes.ts';
import { bytesOf, bytesUpTo, fromCbor, toCbor, whole, type Encodable } from '#protocol/cbor.ts';

const hex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const anything = v.custom<Encodable>(() => true);

/** RFC 8949, appendix A, of what may stand on our wire. */
const printed: [Encodable, string][] = [
  [0, '00'],
  [23, '17'],
  [24, '1818'],
  [100, '1864'],
  [1000, '1903e8'],
  [1_000_000, '1a000f4240'],
  [1_000_000_000_000, '1b000000e8d4a51000'],
  [-1, '20'],
  [-100, '3863'],
  [false, 'f4'],
  [true, 'f5'],
  [hex(''), '40'],
  [hex('01020304'), '4401020304'],
  ['', '60'],
  ['IETF', '6449455446'],
  ['"\\', '62225c'],
  ['\u00fc', '62c3bc'],
  ['\u6c34', '63e6b0b4'],
  ['\ud800\udd51', '64f0908591'],
  [[], '80'],
  [[1, 2, 3], '83010203'],
  [[1, [2, 3], [4, 5]], '8301820203820405'],
  [{}, 'a0'],
  [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
  [['a', { b: 'c' }], '826161a161626163'],
];

describe('as RFC 8949 prints it', () => {
  test.each(printed)('%j', (value, bytes) => {
    expect(toCbor(value)).toEqual(hex(bytes));
    expect(fromCbor(anything, hex(bytes))).toEqual({ ok: true, value });
  });
});

test('keys stand in the order of their bytes, whoever wrote them in which order', () => {
  expect(toCbor({ bb: 1, a: 2, c: 3 })).toEqual(hex('a3616102616303626262 01'.replace(' ', '')));
  expect(toCbor({ c: 3, a: 2, bb: 1 })).toEqual(toCbor({ bb: 1, a: 2, c: 3 }));
});

test('a property that is undefined is not there', () => {
  expect(toCbor({ a: 1, b: undefined })).toEqual(toCbor({ a: 1 }));
});

describe('one spelling is accepted of each thing', () => {
  test.each([
    ['a number in more bytes than it needs', '1800'],
    ['a length in more bytes than it needs', '580101'],
    ['text of indefinite length', '7f6161ff'],
    ['a list of indefinite length', '9f01ff'],
    ['a map of indefinite length', 'bf616101ff'],
    ['keys out of order', 'a2616201616102'],
    ['a key twice', 'a2616101616102'],
    ['a key that is a number', 'a10102'],
    ['a fraction', 'f93e00'],
    ['a whole number written as a fraction', 'f93c00'],
    ['not a number', 'f97e00'],
    ['infinity', 'f97c00'],
    ['undefined', 'f7'],
    ['null', 'f6'],
    ['a fraction inside something', 'a16161f93e00'],
    ['null inside something', '81f6'],
    ['a number too large to count with', '1bffffffffffffffff'],
    ['a tag', 'c11a514b67b0'],
    ['something left over', '0000'],
    ['something cut short', '4401'],
    ['nothing', ''],
    ['bytes that are no text', '61ff'],
  ])('not %s', (_, bytes) => {
    expect(fromCbor(anything, hex(bytes)).ok).toBe(false);
  });
});

describe('a shape', () => {
  const shape = v.strictObject({ id: bytesOf(2), count: whole(1), note: v.optional(v.string()) });

  test('lets through what fits', () => {
    expect(fromCbor(shape, toCbor({ id: hex('0102'), count: 1 }))).toMatchObject({ ok: true });
  });

  test.each<[string, Encodable]>([
    ['id', { id: hex('010203'), count: 1 }],
    ['count', { id: hex('0102'), count: 0 }],
    ['count', { id: hex('0102'), count: -1 }],
    ['note', { id: hex('0102'), count: 1, note: 5 }],
    ['more', { id: hex('0102'), count: 1, more: true }],
  ])('says that %s does not fit', (detail, value) => {
    expect(fromCbor(shape, toCbor(value))).toEqual({ ok: false, refusal: { code: 'malformed', detail } });
  });

  test('never hands on a key that would change what objects are', () => {
    const bytes = hex('a1695f5f70726f746f5f5fa0');
    const read = fromCbor(v.record(v.string(), anything), bytes);
    if (read.ok) expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  });

  test('holds byte strings to their length', () => {
    expect(fromCbor(bytesUpTo(2), toCbor(hex('0102'))).ok).toBe(true);
    expect(fromCbor(bytesUpTo(2), toCbor(hex('010203'))).ok).toBe(false);
    expect(fromCbor(bytesUpTo(2), toCbor('ab')).ok).toBe(false);
  });
});

const leaf = fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.string(), fc.uint8Array({ maxLength: 40 }));
const { value: encodable } = fc.letrec<{ value: Encodable }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
}));

test('whatever is written is read again, and written again the same', () => {
  fc.assert(
    fc.property(encodable, (value) => {
      const read = fromCbor(anything, toCbor(value));
      expect(read.ok && toCbor(read.value)).toEqual(toCbor(value));
    }),
  );
});

test('whatever bytes come, reading them refuses or gives the one value they spell', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const read = fromCbor(anything, Uint8Array.from(bytes));
      if (read.ok) expect(toCbor(read.value)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test('a fraction or a null is never written', () => {
  expect(() => toCbor({ share: 0.5 })).toThrow();
  expect(() => toCbor([Number.MAX_SAFE_INTEGER + 1])).toThrow();
});

test('keys stand in the order of RFC 8949 section 4.2.1, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string(), fc.string({ minLength: 20, maxLength: 300 })), fc.nat()),
      (map) => {
        expect(toCbor(map)).toEqual(new Uint8Array(encode(map, rfc8949EncodeOptions)));
      },
    ),
  );
});

test('of many wrong items the first is enough', () => {
  let looked = 0;
  const item = v.custom<number>(() => {
    looked += 1;
    return false;
  });
  const list = toCbor(Array.from({ length: 10_000 }, () => 0));
  expect(fromCbor(v.array(item), list)).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
  expect(looked).toBe(1);
});
