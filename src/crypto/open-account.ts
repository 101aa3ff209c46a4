import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { SignedLink, SignedVault, Unlocker, VaultContent } from '#protocol/person.ts';
import { extendsHead, verifyChain, type ChainRefusal, type ChainState } from './chain.ts';
import { sealKeyFromSeed, type SealKey } from './box.ts';
import { unlockersHashOf } from './hash.ts';
import { signKeyFromSeed, type SignKey } from './signature.ts';
import { findUnlocker, openVaultKey, type OpenUnlocker } from './unlockers.ts';
import { openVault, type VaultRefusal } from './vault.ts';

/** What the server hands to a new device. Nothing of it is believed before it is checked. */
export interface HandedAccount {
  readonly person: Bytes;
  readonly chain: readonly SignedLink[];
  readonly unlockers: readonly Unlocker[];
  readonly vault: SignedVault;
}

export interface OpenAccount {
  readonly state: ChainState;
  readonly vaultKey: Bytes;
  readonly content: VaultContent;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
}

export type AccountRefusal =
  | ChainRefusal
  | VaultRefusal
  | 'account-substituted'
  /** The set of unlockers is not the one in the chain. */
  | 'unlockers-differ';

/**
 * Opens an account on a new device, in the one order that lets the server hand out nothing false: the unlocker's own
 * MAC says whose account this is, the chain proves itself up to the keys in force, the chain names the set of
 * unlockers, and the vault is signed by the current key.
 */
export async function openAccount(
  handed: HandedAccount,
  unlocker: OpenUnlocker,
): Promise<Result<OpenAccount, AccountRefusal>> {
  const { person, unlockers } = handed;
  const mine = findUnlocker(unlockers, unlocker, person);
  if (!mine.ok) return mine;
  const state = await checkWaysIn(handed);
  if (!state.ok) return state;
  const { unlockersHash } = state.value;
  const vaultKey = await openVaultKey(unlocker, { person, unlockersHash }, mine.value.vaultKey);
  return vaultKey.ok ? openVaultOf(handed, state.value, vaultKey.value) : vaultKey;
}

/**
 * The same on a device that holds the vault key already: whose account it is it knows by its own id, and the chain has
 * to run on from the head that it knows.
 */
export async function openAccountAgain(
  handed: HandedAccount,
  known: { readonly person: Bytes; readonly chainHead: Bytes; readonly vaultKey: Bytes },
): Promise<Result<OpenAccount, AccountRefusal>> {
  const isMine = equalBytes(handed.person, known.person) && extendsHead(handed.chain, known.chainHead);
  if (!isMine) return refuse('account-substituted');
  const state = await checkWaysIn(handed);
  return state.ok ? openVaultOf(handed, state.value, known.vaultKey) : state;
}

/** The chain proves itself and is this person's, and names this set of unlockers. */
async function checkWaysIn({
  person,
  chain,
  unlockers,
}: HandedAccount): Promise<Result<ChainState, AccountRefusal>> {
  const verified = await verifyChain(chain);
  if (!verified.ok) return verified;
  const state = verified.value;
  if (!equalBytes(state.person, person)) return refuse('account-substituted');
  if (!equalBytes(unlockersHashOf(unlockers), state.unlockersHash)) return refuse('unlockers-differ');
  return verified;
}

async function openVaultOf(
  { person, chain, vault }: HandedAccount,
  state: ChainState,
  vaultKey: Bytes,
): Promise<Result<OpenAccount, AccountRefusal>> {
  // Another device may have added a link since, and not yet written the vault again.
  const chainHead = extendsHead(chain, vault.chainHead) ? vault.chainHead : state.head;
  const { signPk } = state;
  const content = await openVault({ vault, vaultKey, person, signPk, chainHead });
  if (!content.ok) return content;
  const keys = await keysOf(content.value, state);
  return keys.ok ? ok({ ...keys.value, content: content.value, state, vaultKey }) : keys;
}

/** The seeds inside make the very keys that the chain shows. */
async function keysOf(
  content: VaultContent,
  { signPk, sealPk }: ChainState,
): Promise<Result<{ signKey: SignKey; sealKey: SealKey }, 'account-substituted'>> {
  const signKey = await signKeyFromSeed(content.signSeed);
  const sealKey = await sealKeyFromSeed(content.sealSeed);
  const isMine = equalBytes(signKey.publicKey, signPk) && equalBytes(sealKey.publicKey, sealPk);
  return isMine ? ok({ signKey, sealKey }) : refuse('account-substituted');
}
