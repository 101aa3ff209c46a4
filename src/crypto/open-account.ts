import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { SignedLink, SignedVault, Unlocker } from '#protocol/person.ts';
import { verifyChain, type ChainRefusal, type ChainState } from './chain.ts';
import { unlockersHashOf } from './hash.ts';
import { findUnlocker, openVaultKey, type OpenUnlocker } from './unlockers.ts';
import { openVault, type OpenVault, type VaultRefusal } from './vault.ts';

/** What the server hands to a new device. Nothing of it is believed before it is checked. */
export interface HandedAccount {
  readonly person: Bytes;
  readonly chain: readonly SignedLink[];
  readonly unlockers: readonly Unlocker[];
  readonly vault: SignedVault;
}

export interface OpenAccount extends OpenVault {
  readonly state: ChainState;
  readonly vaultKey: Bytes;
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
  const { person, chain, unlockers, vault } = handed;
  const mine = findUnlocker(unlockers, unlocker, person);
  if (!mine.ok) return mine;
  const verified = await verifyChain(chain);
  if (!verified.ok) return verified;
  const state = verified.value;
  if (!equalBytes(state.person, person)) return refuse('account-substituted');
  const { unlockersHash } = state;
  if (!equalBytes(unlockersHashOf(unlockers), unlockersHash)) return refuse('unlockers-differ');

  const vaultKey = await openVaultKey(unlocker, { person, unlockersHash }, mine.value.vaultKey);
  if (!vaultKey.ok) return vaultKey;
  const opened = await openVault({ vault, vaultKey: vaultKey.value, chain, state });
  return opened.ok ? ok({ ...opened.value, state, vaultKey: vaultKey.value }) : opened;
}
