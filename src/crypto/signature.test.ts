import { expect, test } from 'vitest';
import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { toCbor } from '#protocol/cbor.ts';
import { ana, bo, flipped } from '#tests/crypto/cast.ts';
import { hexToBytes } from './hex.ts';
import { verify, type SignLabel } from './signature.ts';

const statement = toCbor({ said: 'The kettle is on.' });

test('what Ana signed is hers, and not what Bo or she herself did not sign', async () => {
  const signature = await ana.signKey.sign('event', statement);
  expect(await verify('event', ana.signKey.publicKey, statement, signature)).toBe(true);
  expect(await verify('event', bo.signKey.publicKey, statement, signature)).toBe(false);
  expect(await verify('event', ana.signKey.publicKey, toCbor({ said: 'Other' }), signature)).toBe(false);
  expect(await verify('event', ana.signKey.publicKey, statement, flipped(signature, 77))).toBe(false);
});

test('a challenge that is really a link of the chain is signed as a challenge, and counts as nothing else', async () => {
  const link = toCbor({ v: 1, suite: 1, seq: 1, type: 'close' });
  const signature = await ana.signKey.sign('signin', link);
  const labels: SignLabel[] = [
    'link',
    'event',
    'commit',
    'accept',
    'removal',
    'drop',
    'leave',
    'letter',
    'vault',
  ];
  for (const label of labels) {
    expect(await verify(label, ana.signKey.publicKey, link, signature)).toBe(false);
  }
});

test('a second spelling of a signature is no signature', async () => {
  const signature = await ana.signKey.sign('event', statement);
  const order = hexToBytes('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
  const other = concatBytes(signature.subarray(0, 32), sum(signature.subarray(32), order));
  expect(await verify('event', ana.signKey.publicKey, statement, other)).toBe(false);
});

test('under a key of small order nothing was ever signed', async () => {
  const key = hexToBytes('01'.padEnd(64, '0'));
  const fitsEverything = concatBytes(key, new Uint8Array(32));
  expect(await verify('event', key, statement, fitsEverything)).toBe(false);
});

test('a signature whose first half is of small order is refused, whatever the platform would say', async () => {
  const signature = concatBytes(hexToBytes('00'.repeat(32)), new Uint8Array(32));
  expect(await verify('event', ana.signKey.publicKey, statement, signature)).toBe(false);
});

test('verify never throws, whatever it is given', async () => {
  const rubbish = [new Uint8Array(), new Uint8Array(31), new Uint8Array(64).fill(255), utf8ToBytes('a key')];
  for (const key of [...rubbish, ana.signKey.publicKey]) {
    for (const signature of rubbish) expect(await verify('event', key, statement, signature)).toBe(false);
  }
});

/** Little end first, without the last carry. */
function sum(one: Uint8Array, other: Uint8Array): Bytes {
  let carry = 0;
  return Uint8Array.from(one, (byte, at) => {
    const total = byte + other[at]! + carry;
    carry = total >> 8;
    return total & 0xff;
  });
}
