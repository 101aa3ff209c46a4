import { sealKeyFromSeed, type SealKey } from '#crypto/box.ts';
import { newGenesis, rosterLineOf, verifyGenesis, type ChainState } from '#crypto/chain.ts';
import { H, unlockersHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed, type SignKey } from '#crypto/signature.ts';
import { unlockerFromSeed, unlockerKeysOf, type OpenUnlocker } from '#crypto/unlockers.ts';
import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import type { Update } from '#protocol/commit.ts';
import type { SignedLink } from '#protocol/person.ts';

/** Somebody with real keys, the same in every run, because they come from the name. */
export interface Person {
  readonly name: string;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
  readonly recoveryKey: SignKey;
  readonly passphrase: OpenUnlocker;
  readonly kit: OpenUnlocker;
  readonly chain: readonly SignedLink[];
  readonly state: ChainState;
  /** How a roster writes them down. */
  readonly line: Update;
  readonly seeds: { readonly sign: Bytes; readonly seal: Bytes };
}

export async function personNamed(name: string): Promise<Person> {
  const seed = (use: string) => H('person', utf8ToBytes(`${name}'s ${use}`));
  const signKey = await signKeyFromSeed(seed('sign key'));
  const sealKey = await sealKeyFromSeed(seed('seal key'));
  const recoveryKey = await signKeyFromSeed(seed('recovery key'));
  const passphrase = await unlockerFromSeed('passphrase', seed('passphrase'));
  const kit = await unlockerFromSeed('kit', seed('kit'));
  const genesis = await newGenesis({
    signKey,
    sealPk: sealKey.publicKey,
    recoveryPk: recoveryKey.publicKey,
    unlockersHash: unlockersHashOf([unlockerKeysOf(passphrase), unlockerKeysOf(kit)]),
  });
  const state = wanted(await verifyGenesis(genesis));
  const keys = { signKey, sealKey, recoveryKey, passphrase, kit };
  const seeds = { sign: seed('sign key'), seal: seed('seal key') };
  return { name, ...keys, chain: [genesis], state, line: rosterLineOf(state), seeds };
}

export const [ana, bo, cai, stranger] = await Promise.all([
  personNamed('Ana'),
  personNamed('Bo'),
  personNamed('Cai'),
  personNamed('a stranger'),
]);

/** @throws Error for a refusal, where a story needs a yes to go on. */
export function wanted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.refusal.code} ${result.refusal.detail ?? ''}`);
  return result.value;
}

/** What a refusal says, to be compared with what was expected of it. */
export function whyNot(result: Result<unknown>): string {
  if (result.ok) return 'nothing against it';
  const { code, detail } = result.refusal;
  return detail === undefined ? code : `${code} ${detail}`;
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same bytes with one bit turned over. */
export function flipped(bytes: Uint8Array, bit: number): Bytes {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
