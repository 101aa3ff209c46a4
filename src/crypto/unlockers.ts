import { equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Unlocker } from '#protocol/person.ts';
import { openWith, sealKeyFromSeed, sealTo, type SealKey } from './box.ts';
import type { UnlockerKeys } from './hash.ts';
import { signKeyFromSeed, type SignKey } from './signature.ts';
import { deriveBytes, keyLength, mac, randomBytes } from './suite.ts';

/** What somebody opens their account with, as it lies open on this device: passphrase, kit or passkey. */
export interface OpenUnlocker {
  readonly use: Unlocker['use'];
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
  /** Shows whoever holds the unlocker whose account this is, so that no other can be handed to them. */
  mac(person: Bytes): Bytes;
}

export async function unlockerFromSeed(use: Unlocker['use'], seed: Bytes): Promise<OpenUnlocker> {
  const derive = (label: string) => deriveBytes(seed, new Uint8Array(), utf8ToBytes(label));
  const macKey = derive('bw1/unlocker-mac');
  return {
    use,
    signKey: await signKeyFromSeed(derive('bw1/unlocker-sign')),
    sealKey: await sealKeyFromSeed(derive('bw1/unlocker-seal')),
    mac: (person) => mac(macKey, person),
  };
}

/** Its public half: the chain holds the hash over the set of these. */
export function unlockerKeysOf({ use, signKey, sealKey }: OpenUnlocker): UnlockerKeys {
  return { use, signPk: signKey.publicKey, sealPk: sealKey.publicKey };
}

export function newVaultKey(): Bytes {
  return randomBytes(keyLength);
}

/** What a vault key is sealed for: the person, and the set of unlockers in force. */
export interface VaultKeyPlace {
  readonly person: Bytes;
  readonly unlockersHash: Bytes;
}

/** What the server keeps of this unlocker, with the vault key sealed to it. */
export async function toPublic(
  unlocker: OpenUnlocker,
  place: VaultKeyPlace,
  vaultKey: Bytes,
): Promise<Unlocker> {
  const keys = unlockerKeysOf(unlocker);
  return {
    ...keys,
    mac: unlocker.mac(place.person),
    vaultKey: await sealVaultKey(keys.sealPk, place, vaultKey),
  };
}

/** Needs nothing but the public half, so that the vault key can change without asking for every unlocker again. */
export function sealVaultKey(sealPk: Bytes, place: VaultKeyPlace, vaultKey: Bytes): Promise<Bytes> {
  return sealTo({ ...sealPlace(place), to: sealPk, plaintext: vaultKey });
}

export async function openVaultKey(
  unlocker: OpenUnlocker,
  place: VaultKeyPlace,
  sealed: Bytes,
): Promise<Result<Bytes, 'does-not-open'>> {
  const opened = await openWith({ ...sealPlace(place), sealKey: unlocker.sealKey, sealed });
  return opened.ok && opened.value.length !== keyLength ? refuse('does-not-open') : opened;
}

function sealPlace({ person, unlockersHash }: VaultKeyPlace) {
  return { use: 'vault', receiver: person, subject: person, number: 0, prev: unlockersHash } as const;
}

/** The entry that the server keeps for this unlocker, and that its own MAC says belongs to this account. */
export function findUnlocker(
  unlockers: readonly Unlocker[],
  mine: OpenUnlocker,
  person: Bytes,
): Result<Unlocker, 'account-substituted'> {
  const keys = unlockerKeysOf(mine);
  const found = unlockers.find(
    ({ use, signPk, sealPk, mac: itsMac }) =>
      use === keys.use &&
      equalBytes(signPk, keys.signPk) &&
      equalBytes(sealPk, keys.sealPk) &&
      equalBytes(itsMac, mine.mac(person)),
  );
  return found === undefined ? refuse('account-substituted') : ok(found);
}
