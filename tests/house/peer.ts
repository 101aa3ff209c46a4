import { newGenesis, rosterLineOf, verifyGenesis, type ChainState } from '#crypto/chain.ts';
import { sealKeyFromSeed } from '#crypto/box.ts';
import { unlockersHashOf, vaultHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed, type SignKey } from '#crypto/signature.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import type { Account } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Update } from '#protocol/commit.ts';
import type { SignedVault } from '#protocol/person.ts';

/** Somebody with true keys and a true chain, as far as a server can tell. */
export interface Peer {
  readonly signKey: SignKey;
  readonly line: Update;
  readonly account: Account;
  readonly recoveryKey: SignKey;
  /** Of the passphrase, the one way in besides. */
  readonly unlockerKey: SignKey;
  readonly state: ChainState;
}

/** @param passphrase the OPAQUE record; one that no passphrase fits, unless given */
export async function makePeer(passphrase = 'none', signinName = randomBytes(32)): Promise<Peer> {
  const [signKey, recoveryKey, unlockerKey] = await Promise.all([newSignKey(), newSignKey(), newSignKey()]);
  const unlockers: Account['unlockers'] = [
    {
      use: 'passphrase',
      signPk: unlockerKey.publicKey,
      sealPk: await newSealPk(),
      mac: randomBytes(32),
      vaultKey: randomBytes(80),
    },
  ];
  const genesis = await newGenesis({
    signKey,
    sealPk: await newSealPk(),
    recoveryPk: recoveryKey.publicKey,
    unlockersHash: unlockersHashOf(unlockers),
  });
  const state = wanted(await verifyGenesis(genesis));
  const line = rosterLineOf(state);
  const vault = await makeVault({ signKey, line }, 1);
  const account = { genesis, signinName, passphrase, kitLookup: randomBytes(32), unlockers, vault };
  return { signKey, line, account, recoveryKey, unlockerKey, state };
}

export async function makeVault(
  { signKey, line: { chainHead } }: Pick<Peer, 'signKey' | 'line'>,
  version: number,
): Promise<SignedVault> {
  const ciphertext = randomBytes(256);
  const statement = toCbor({ version, chainHead, hash: vaultHashOf(ciphertext) });
  return { version, chainHead, ciphertext, signature: await signKey.sign('vault', statement) };
}

export function newSignKey(): Promise<SignKey> {
  return signKeyFromSeed(randomBytes(32));
}

export async function newSealPk(): Promise<Bytes> {
  return (await sealKeyFromSeed(randomBytes(32))).publicKey;
}

/** @throws Error for a refusal: for what a story takes for granted. */
export function wanted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code} ${result.refusal.detail ?? ''}`);
  return result.value;
}
