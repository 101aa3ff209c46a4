import { newGenesis, rosterLineOf, verifyGenesis } from '#crypto/chain.ts';
import { sealKeyFromSeed, type SealKey } from '#crypto/box.ts';
import { unlockersHashOf, vaultHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed, type SignKey } from '#crypto/signature.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Result } from '#kernel/result.ts';
import type { Account } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Update } from '#protocol/commit.ts';
import type { Unlocker } from '#protocol/person.ts';

/** Somebody with real keys and a real chain, who never signs in by passphrase: that is not what is measured. */
export interface Person {
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
  /** How a roster writes them down. */
  readonly line: Update;
  /** What the server keeps of them. `passphrase` is filled in by whoever opens the account. */
  readonly account: Omit<Account, 'passphrase'>;
}

export async function makePerson(): Promise<Person> {
  const signKey = await signKeyFromSeed(randomBytes(32));
  const sealKey = await sealKeyFromSeed(randomBytes(32));
  const unlockers = [await makeUnlocker('passphrase'), await makeUnlocker('kit')];
  const genesis = await newGenesis({
    signKey,
    sealPk: sealKey.publicKey,
    recoveryPk: (await signKeyFromSeed(randomBytes(32))).publicKey,
    unlockersHash: unlockersHashOf(unlockers),
  });
  const line = rosterLineOf(wanted(await verifyGenesis(genesis)));
  const ciphertext = randomBytes(1024);
  const statement = toCbor({ version: 1, chainHead: line.chainHead, hash: vaultHashOf(ciphertext) });
  const vault = {
    version: 1,
    chainHead: line.chainHead,
    ciphertext,
    signature: await signKey.sign('vault', statement),
  };
  const account = { genesis, signinName: randomBytes(32), kitLookup: randomBytes(32), unlockers, vault };
  return { signKey, sealKey, line, account };
}

async function makeUnlocker(use: Unlocker['use']): Promise<Unlocker> {
  return {
    use,
    signPk: (await signKeyFromSeed(randomBytes(32))).publicKey,
    sealPk: (await sealKeyFromSeed(randomBytes(32))).publicKey,
    mac: randomBytes(32),
    vaultKey: randomBytes(80),
  };
}

/** @throws Error for a refusal: nothing that is prepared here is ever refused. */
export function wanted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code} ${result.refusal.detail ?? ''}`);
  return result.value;
}
