import { expect, test } from 'vitest';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { flipped, hexOf, wanted } from '#tests/crypto/cast.ts';
import { newRestLock, openByPassphrase, openByVault, rewrapped } from './rest-lock.ts';
import { openAtRest, sealAtRest } from './rest.ts';
import { randomBytes } from './suite.ts';

const cost = 4;
const passphrase = 'lantern gravel mitten orchard paper stove';
const note = utf8ToBytes('What Ana wrote on the train.');

async function locked() {
  const vaultKey = randomBytes(32);
  const { key, lock } = await newRestLock(vaultKey);
  const both = await rewrapped(lock, vaultKey, { vaultKey, passphrase, cost });
  return { vaultKey, lock, both: both!, sealed: await sealAtRest(key, 'outbox 1', note) };
}

test('the passphrase opens what rests under the lock, however its spaces were typed', async () => {
  const { both, sealed } = await locked();
  const key = await openByPassphrase(both, '  lantern gravel  mitten orchard paper stove ');
  expect(wanted(await openAtRest(key!, 'outbox 1', sealed))).toEqual(note);
});

test('the vault key opens it too, before and after the lock has heard of the passphrase', async () => {
  const { vaultKey, lock, both, sealed } = await locked();
  for (const one of [lock, both]) {
    const key = await openByVault(one, vaultKey);
    expect(wanted(await openAtRest(key!, 'outbox 1', sealed))).toEqual(note);
  }
});

test('nothing else opens it', async () => {
  const { lock, both, vaultKey } = await locked();
  expect(await openByPassphrase(both, 'lantern gravel mitten orchard paper')).toBeNull();
  expect(await openByPassphrase(lock, passphrase)).toBeNull();
  expect(await openByVault(both, randomBytes(32))).toBeNull();
  expect(await openByVault(flipped(both, 300), vaultKey)).toBeNull();
  expect(await openByVault(new Uint8Array(), vaultKey)).toBeNull();
  expect(await rewrapped(lock, randomBytes(32), { vaultKey, passphrase, cost })).toBeNull();
});

test('the key can be used and never read, and two locks of one passphrase have nothing in common', async () => {
  const { vaultKey, both, lock } = await locked();
  const key = await openByPassphrase(both, passphrase);
  expect(key?.extractable).toBe(false);
  const again = await rewrapped(lock, vaultKey, { vaultKey, passphrase, cost });
  expect(hexOf(again!)).not.toBe(hexOf(both));
});

test('where the vault gets another key the lock follows, and the passphrase goes on opening it', async () => {
  const { vaultKey, both } = await locked();
  const next = randomBytes(32);
  const followed = await rewrapped(both, vaultKey, { vaultKey: next, cost });
  expect(await openByVault(followed!, vaultKey)).toBeNull();
  expect(await openByVault(followed!, next)).not.toBeNull();
  expect(await openByPassphrase(followed!, passphrase)).not.toBeNull();
});
