import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flipped } from '#tests/crypto/cast.ts';
import { pad, paddedLength, unpad } from './pad.ts';

test('whatever is padded comes out again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (payload) => {
      expect(unpad(pad(payload))).toEqual(Uint8Array.from(payload));
    }),
  );
});

test('everything short is as long as everything else that is short', () => {
  expect(pad(new Uint8Array(0))).toHaveLength(256);
  expect(pad(new Uint8Array(252))).toHaveLength(256);
  expect(pad(new Uint8Array(253))).toHaveLength(272);
});

test('no length grows by more than an eighth, and few lengths are left', () => {
  const left = new Set<number>();
  for (let length = 256; length <= 65_536; length += 13) {
    const padded = paddedLength(length);
    expect(padded).toBeGreaterThanOrEqual(length);
    expect(padded).toBeLessThanOrEqual(length * 1.125);
    expect(paddedLength(padded)).toBe(padded);
    left.add(padded);
  }
  expect(left.size).toBeLessThan(150);
});

test('nothing is taken that pad would not have made', () => {
  const padded = pad(Uint8Array.of(1, 2, 3));
  expect(unpad(flipped(padded, 8 * 200))).toBeNull();
  expect(unpad(padded.slice(1))).toBeNull();
  expect(unpad(new Uint8Array(257))).toBeNull();
  expect(unpad(flipped(padded, 7))).toBeNull();
  const longer = new Uint8Array(512);
  longer.set(padded);
  expect(unpad(longer)).toBeNull();
});
