import { newGenesis, rosterLineOf, verifyGenesis } from '#crypto/chain.ts';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { signinNameHash, unlockersHashOf } from '#crypto/hash.ts';
import type { Kit } from '#crypto/kit.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { keyLength, randomBytes } from '#crypto/suite.ts';
import { newVaultKey, toPublic, unlockerKeysOf, type OpenUnlocker } from '#crypto/unlockers.ts';
import { sealVault } from '#crypto/vault.ts';
import { namePreference, signinNamePreference } from '#device/account/told-by-vault.ts';
import type { AccountRecord } from '#device/records.ts';
import { assert } from '#kernel/assert.ts';
import type { Account } from '#protocol/api.ts';
import type { VaultContent } from '#protocol/person.ts';
import { version } from '#protocol/version.ts';

export interface NewAccount {
  /** For the server. */
  readonly account: Account;
  /** For this device. */
  readonly record: AccountRecord;
}

export interface Drawn {
  readonly origin: string;
  readonly name: string;
  readonly signinName: string;
  readonly kit: Kit;
  /** To the card at the door: in the vault from its first version, so that no other device asks again. */
  readonly saidYes: Readonly<Record<string, number>>;
  readonly passphrase: { readonly record: string; readonly unlocker: OpenUnlocker };
}

/** A new person: keys, the chain that begins with them, two ways to open it, and the vault behind both. */
export async function makeAccount({
  origin,
  name,
  signinName,
  kit,
  passphrase,
  saidYes,
}: Drawn): Promise<NewAccount> {
  const signSeed = randomBytes(keyLength);
  const sealSeed = randomBytes(keyLength);
  const vaultKey = newVaultKey();
  const [signKey, sealKey] = await Promise.all([signKeyFromSeed(signSeed), sealKeyFromSeed(sealSeed)]);
  const open = [passphrase.unlocker, kit.unlocker];
  const unlockersHash = unlockersHashOf(open.map(unlockerKeysOf));
  const recoveryPk = kit.recoveryKey.publicKey;
  const genesis = await newGenesis({ signKey, sealPk: sealKey.publicKey, recoveryPk, unlockersHash });
  const state = await verifyGenesis(genesis);
  assert(state.ok, 'a genesis made here is a genesis');
  const { person, chainHead, link } = rosterLineOf(state.value);
  const unlockers = await Promise.all(
    open.map((unlocker) => toPublic(unlocker, { person, unlockersHash }, vaultKey)),
  );
  const preferences = { [signinNamePreference]: signinName, [namePreference]: name, ...saidYes };
  const content: VaultContent = {
    v: version,
    person,
    signSeed,
    sealSeed,
    spaces: [],
    heads: [],
    preferences,
  };
  const vault = await sealVault({ content, version: 1, chainHead, vaultKey, signKey });
  return {
    account: {
      genesis,
      signinName: signinNameHash(origin, signinName),
      passphrase: passphrase.record,
      kitLookup: kit.lookup,
      unlockers,
      vault,
    },
    record: { person, signSeed, sealSeed, vaultKey, signinName, name, chainHead, link, vaultVersion: 1 },
  };
}
