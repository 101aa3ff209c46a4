import { expect, test } from 'vitest';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { flipped, hexOf, wanted, whyNot } from '#tests/crypto/cast.ts';
import { openAtRest, sealAtRest } from './rest.ts';
import { newRestLock } from './rest-lock.ts';

async function newRestKey(): Promise<CryptoKey> {
  return (await newRestLock(new Uint8Array(32))).key;
}

const note = utf8ToBytes('A draft that was never sent.');

test('what rests on a device opens there, at its own place', async () => {
  const key = await newRestKey();
  const sealed = await sealAtRest(key, 'drafts 1', note);
  expect(wanted(await openAtRest(key, 'drafts 1', sealed))).toEqual(note);
  expect(whyNot(await openAtRest(key, 'drafts 2', sealed))).toBe('does-not-open');
  expect(whyNot(await openAtRest(await newRestKey(), 'drafts 1', sealed))).toBe('does-not-open');
});

test('changed, cut or empty, it does not open', async () => {
  const key = await newRestKey();
  const sealed = await sealAtRest(key, 'drafts 1', note);
  for (const other of [flipped(sealed, 4), flipped(sealed, 150), sealed.slice(0, 20), new Uint8Array()]) {
    expect(whyNot(await openAtRest(key, 'drafts 1', other))).toBe('does-not-open');
  }
});

test('no code ever reads the key, and the same words rest differently each time', async () => {
  const key = await newRestKey();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  const [one, other] = [await sealAtRest(key, 'a', note), await sealAtRest(key, 'a', note)];
  expect(one).not.toEqual(other);
  expect(hexOf(one)).not.toContain(hexOf(note));
});
