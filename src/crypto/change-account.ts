import { assert } from '#kernel/assert.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import {
  formerVaultKeysMost,
  type SignedLink,
  type SignedVault,
  type Unlocker,
  type VaultContent,
} from '#protocol/person.ts';
import { sealKeyFromSeed, type SealKey } from './box.ts';
import { appendLink, followLink, type ChainState, type LinkChange, type LinkSigners } from './chain.ts';
import { unlockersHashOf, type UnlockerKeys } from './hash.ts';
import { signKeyFromSeed, type SignKey } from './signature.ts';
import { keyLength, randomBytes } from './suite.ts';
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
  /** Whether the keys that sign and open are others from then on. */
  readonly rotate: boolean;
  /** Who says yes to it: the recovery key, or the current key, with an unlocker in force unless it only rotates. */
  readonly signers: LinkSigners;
  /** The keys of now. The first goes on signing unless the keys rotate. */
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
  readonly vaultKey: Bytes;
  readonly content: VaultContent;
  readonly vaultVersion: number;
}

export interface ChangedAccount {
  readonly links: readonly SignedLink[];
  readonly unlockers: readonly Unlocker[];
  readonly vault: SignedVault;
  readonly vaultKey: Bytes;
  readonly content: VaultContent;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
  readonly state: ChainState;
}

/**
 * Puts ways in in the place of others, or other keys in the place of mine, or both. The vault key is drawn anew and
 * sealed to each that stays by its public half alone, so that whoever learned the old passphrase, or took a device,
 * opens nothing that is written from now on.
 */
export async function changeAccount(change: AccountChange): Promise<ChangedAccount> {
  const { staying, coming, signers, vaultVersion: version } = change;
  const unlockersHash = unlockersHashOf([...staying.map(keysOnly), ...coming.map(unlockerKeysOf)]);
  const fresh = change.rotate ? await newKeys() : null;
  const changes: LinkChange[] = [];
  // While the former set and the former key are in force still: they sign for all of them.
  if (change.recoveryPk !== undefined) changes.push({ type: 'recovery', pk: change.recoveryPk });
  if (!equalBytes(unlockersHash, change.state.unlockersHash))
    changes.push({ type: 'unlockers', hash: unlockersHash });
  if (fresh !== null)
    changes.push({ type: 'rotate', signPk: fresh.signKey.publicKey, sealPk: fresh.sealKey.publicKey });
  const { links, state } = await linksFor(change.state, changes, signers);

  const vaultKey = newVaultKey();
  const place = { person: state.person, unlockersHash };
  const unlockers = await Promise.all([
    ...staying.map((one) => sealAgain(one, place, vaultKey)),
    ...coming.map((one) => toPublic(one, place, vaultKey)),
  ]);
  const content = withFormer(change, fresh);
  const { signKey, sealKey } = fresh ?? change;
  const vault = await sealVault({ content, version, chainHead: state.head, vaultKey, signKey });
  return { links, unlockers, vault, vaultKey, content, signKey, sealKey, state };
}

interface Keys {
  readonly signSeed: Bytes;
  readonly sealSeed: Bytes;
  readonly signKey: SignKey;
  readonly sealKey: SealKey;
}

async function newKeys(): Promise<Keys> {
  const [signSeed, sealSeed] = [randomBytes(keyLength), randomBytes(keyLength)];
  return {
    signSeed,
    sealSeed,
    signKey: await signKeyFromSeed(signSeed),
    sealKey: await sealKeyFromSeed(sealSeed),
  };
}

/** What was in force until now goes along: the past is sealed to it, and so are devices that are locked just now. */
function withFormer({ content, vaultKey }: AccountChange, fresh: Keys | null): VaultContent {
  const formerVaultKeys = [...(content.formerVaultKeys ?? []), vaultKey].slice(-formerVaultKeysMost);
  if (fresh === null) return { ...content, formerVaultKeys };
  const { signSeed, sealSeed } = content;
  return {
    ...content,
    signSeed: fresh.signSeed,
    sealSeed: fresh.sealSeed,
    formerKeys: [...(content.formerKeys ?? []), { signSeed, sealSeed }],
    formerVaultKeys,
  };
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
