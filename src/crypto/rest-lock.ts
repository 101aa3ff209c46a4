import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { restLockSchema } from '#protocol/rest-lock.ts';
import { asTyped } from './passphrase-spelling.ts';
import { openAtRest, sealAtRest } from './rest.ts';
import { cipherKey, deriveBytes, keyLength, randomBytes, stretch } from './suite.ts';

/**
 * What a device that was locked can be opened by again. The key under which everything rests lies in it twice: sealed
 * for the vault key, which every unlocker leads to where there is a line; and sealed for the passphrase alone, so that
 * somebody without a line comes in too. Until the second is made, only the first is there.
 */

/** What guessing at a locked device costs: 64 MiB and half a second for each try on a small server's core. */
export const usualCost = 16;

const saltLength = 16;
const vaultPlace = 'rest key, for the vault';
const passphrasePlace = 'rest key, for the passphrase';

/** A key for a device on which nothing rests yet. It can be kept and used, and never read. */
export async function newRestLock(vaultKey: Bytes): Promise<{ key: CryptoKey; lock: Bytes }> {
  const secret = randomBytes(keyLength);
  const forVault = await sealAtRest(await vaultSide(vaultKey), vaultPlace, secret);
  return { key: await cipherKey(secret), lock: toCbor({ forVault }) };
}

/**
 * The same lock for another vault key, or with another passphrase, or both. Null where `before` is not the vault key
 * that it was made for. Without a passphrase the one that it knows goes on opening it.
 */
export async function rewrapped(
  lock: Bytes,
  before: Bytes,
  now: { readonly vaultKey: Bytes; readonly passphrase?: string | undefined; readonly cost: number },
): Promise<Bytes | null> {
  const read = fromCbor(restLockSchema, lock);
  const secret = await secretByVault(lock, before);
  if (!read.ok || secret === null) return null;
  const forVault = await sealAtRest(await vaultSide(now.vaultKey), vaultPlace, secret);
  const { passphrase, cost } = now;
  if (passphrase === undefined) return toCbor({ ...read.value, forVault });
  const salt = randomBytes(saltLength);
  const key = await passphraseSide(passphrase, salt, cost);
  const sealed = await sealAtRest(key, passphrasePlace, secret);
  return toCbor({ forVault, forPassphrase: { salt, cost, sealed } });
}

/** Null where the vault key is another's. */
export async function openByVault(lock: Bytes, vaultKey: Bytes): Promise<CryptoKey | null> {
  const secret = await secretByVault(lock, vaultKey);
  return secret && cipherKey(secret);
}

/** Null where it is another passphrase, or where the lock does not know one. */
export async function openByPassphrase(lock: Bytes, passphrase: string): Promise<CryptoKey | null> {
  const read = fromCbor(restLockSchema, lock);
  if (!read.ok || read.value.forPassphrase === undefined) return null;
  const { salt, cost, sealed } = read.value.forPassphrase;
  const opened = await openAtRest(await passphraseSide(passphrase, salt, cost), passphrasePlace, sealed);
  return opened.ok ? cipherKey(opened.value) : null;
}

async function secretByVault(lock: Bytes, vaultKey: Bytes): Promise<Bytes | null> {
  const read = fromCbor(restLockSchema, lock);
  if (!read.ok) return null;
  const opened = await openAtRest(await vaultSide(vaultKey), vaultPlace, read.value.forVault);
  return opened.ok ? opened.value : null;
}

function vaultSide(vaultKey: Bytes): Promise<CryptoKey> {
  return cipherKey(deriveBytes(vaultKey, new Uint8Array(), utf8ToBytes('bw1/rest-by-vault')));
}

async function passphraseSide(passphrase: string, salt: Bytes, cost: number): Promise<CryptoKey> {
  return cipherKey(await stretch(utf8ToBytes(asTyped(passphrase)), salt, cost));
}
