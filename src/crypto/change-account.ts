import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { SignedLink, SignedVault, Unlocker, VaultContent } from '#protocol/person.ts';
import { appendLink, followLink, type ChainState, type LinkChange, type LinkSigners } from './chain.ts';
import { unlockersHashOf, type UnlockerKeys } from './hash.ts';
import type { SignKey } from './signature.ts';
import {
  newVaultKey,
  sealVaultKey,
  toPublic,
  unlockerKeysOf,
  type OpenUnlocker,
  type VaultKeyPlace,
} from './unlockers.ts';
import { sealVault } from './vault.ts';

export interface AccountChange {
  /** As the chain says before. */
  readonly state: ChainState;
  /** Of the set in force, those that stay as they are. */
  readonly staying: readonly Unlocker[];
  /** Those that come in, in the place of all that do not stay. */
  readonly coming: readonly OpenUnlocker[];
  /** Where the kit is another one. */
  readonly recoveryPk?: Bytes | undefined;
  /** Who says yes to it: the recovery key, or the current key with an unlocker in force. */
  readonly signers: LinkSigners;
  readonly signKey: SignKey;
  readonly content: VaultContent;
  readonly vaultVersion: number;
}

export interface ChangedAccount {
  readonly links: readonly SignedLink[];
  readonly unlockers: readonly Unlocker[];
  readonly vault: SignedVault;
  readonly vaultKey: Bytes;
  readonly state: ChainState;
}

/**
 * Puts ways in in the place of others. The vault key is drawn anew and sealed to each that stays by its public
 * half alone, so that whoever learned the old passphrase opens nothing that is written from now on.
 */
export async function changeUnlockers(change: AccountChange): Promise<ChangedAccount> {
  const { staying, coming, signers, signKey, content, vaultVersion: version } = change;
  const unlockersHash = unlockersHashOf([...staying.map(keysOnly), ...coming.map(unlockerKeysOf)]);
  const changes: LinkChange[] = [{ type: 'unlockers', hash: unlockersHash }];
  // While the former set is in force still: its unlocker signs for both.
  if (change.recoveryPk !== undefined) changes.unshift({ type: 'recovery', pk: change.recoveryPk });
  const { links, state } = await linksFor(change.state, changes, signers);

  const vaultKey = newVaultKey();
  const place = { person: state.person, unlockersHash };
  const unlockers = await Promise.all([
    ...staying.map((one) => sealAgain(one, place, vaultKey)),
    ...coming.map((one) => toPublic(one, place, vaultKey)),
  ]);
  const vault = await sealVault({ content, version, chainHead: state.head, vaultKey, signKey });
  return { links, unlockers, vault, vaultKey, state };
}

async function linksFor(
  before: ChainState,
  changes: readonly LinkChange[],
  signers: LinkSigners,
): Promise<{ links: readonly SignedLink[]; state: ChainState }> {
  const links: SignedLink[] = [];
  let state = before;
  for (const change of changes) {
    const link = await appendLink(state, change, signers);
    const next = await followLink(state, link);
    assert(next.ok, 'a link made for this place stands there');
    links.push(link);
    state = next.value;
  }
  return { links, state };
}

async function sealAgain(unlocker: Unlocker, place: VaultKeyPlace, vaultKey: Bytes): Promise<Unlocker> {
  return { ...unlocker, vaultKey: await sealVaultKey(unlocker.sealPk, place, vaultKey) };
}

function keysOnly({ use, signPk, sealPk }: Unlocker): UnlockerKeys {
  return { use, signPk, sealPk };
}
