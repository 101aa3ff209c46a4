import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '#kernel/bytes.ts';
import { ana, bo, flipped, hexOf } from '#tests/crypto/cast.ts';
import { hexToBytes } from './hex.ts';
import { isSoundSealKey, isSoundSignature, isSoundSignKey } from './sound-key.ts';

const last = 'ff'.repeat(30);

test('the keys that people have are sound', () => {
  for (const { signKey, sealKey } of [ana, bo]) {
    expect(isSoundSignKey(signKey.publicKey)).toBe(true);
    expect(isSoundSealKey(sealKey.publicKey)).toBe(true);
  }
});

describe('a key to sign with', () => {
  test('is none of the eight points of small order', () => {
    const { Point } = ed25519;
    const one = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    let point = Point.ZERO;
    const refused = new Set<string>();
    for (let times = 0; times < 8; times++) {
      const bytes = Uint8Array.from(point.toBytes());
      expect(isSoundSignKey(bytes)).toBe(false);
      refused.add(hexOf(bytes));
      point = point.add(one);
    }
    expect(refused.size).toBe(8);
    expect(point.is0()).toBe(true);
  });

  test.each(['ed', 'ee', 'ef', 'f0', 'ff'])('has no second spelling: %s…7f', (first) => {
    expect(isSoundSignKey(hexToBytes(`${first}${last}7f`))).toBe(false);
    expect(isSoundSignKey(hexToBytes(`${first}${last}ff`))).toBe(false);
  });

  test('is 32 bytes', () => {
    expect(isSoundSignKey(ana.signKey.publicKey.slice(1))).toBe(false);
  });
});

describe('a key to seal to', () => {
  const small = [
    '00'.repeat(32),
    '01'.padEnd(64, '0'),
    `ec${last}7f`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  ];
  test.each(small)('is not %s, with which every shared secret is zero', (hex) => {
    expect(() => x25519.getSharedSecret(new Uint8Array(32).fill(7), hexToBytes(hex))).toThrow();
    expect(isSoundSealKey(hexToBytes(hex))).toBe(false);
  });

  test('has no second spelling', () => {
    expect(isSoundSealKey(hexToBytes(`ed${last}7f`))).toBe(false);
    expect(isSoundSealKey(flipped(ana.sealKey.publicKey, 255))).toBe(false);
    expect(isSoundSealKey(ana.sealKey.publicKey.slice(1))).toBe(false);
  });
});

describe('a signature', () => {
  const r = ana.signKey.publicKey;
  const order = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010';

  test('is sound where it could have been made honestly', async () => {
    expect(isSoundSignature(await ana.signKey.sign('event', Uint8Array.of(1)))).toBe(true);
    expect(isSoundSignature(concatBytes(r, hexToBytes(`ec${order.slice(2)}`)))).toBe(true);
  });

  test('has a second half below the order of the group', () => {
    expect(isSoundSignature(concatBytes(r, hexToBytes(order)))).toBe(false);
    expect(isSoundSignature(concatBytes(r, hexToBytes(`ee${order.slice(2)}`)))).toBe(false);
    expect(isSoundSignature(concatBytes(r, hexToBytes('ff'.repeat(32))))).toBe(false);
  });

  test('has a first half that is no point of small order and has no second spelling', () => {
    const s = hexToBytes('05'.padEnd(64, '0'));
    for (const first of ['00'.repeat(32), '01'.padEnd(64, '0'), `ed${last}7f`]) {
      expect(isSoundSignature(concatBytes(hexToBytes(first), s))).toBe(false);
    }
  });

  test('is 64 bytes', () => {
    expect(isSoundSignature(concatBytes(r, new Uint8Array(31)))).toBe(false);
  });
});
