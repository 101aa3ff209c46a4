import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import type { Update } from '#protocol/commit.ts';
import { linkSchema, type Genesis, type Link, type SignedLink } from '#protocol/person.ts';
import { suite, version } from '#protocol/version.ts';
import { whyUnread, type VersionRefusal } from '#protocol/version-of.ts';
import { linkHashOf, personIdOf, unlockersHashOf, type UnlockerKeys } from './hash.ts';
import { verify, type SignKey } from './signature.ts';
import { isSoundSealKey, isSoundSignKey } from './sound-key.ts';

/** An account as its chain says so far. */
export interface ChainState {
  readonly person: Bytes;
  /** Hash of the newest link, and its place: 0 for the genesis. */
  readonly head: Bytes;
  readonly seq: number;
  readonly signPk: Bytes;
  readonly sealPk: Bytes;
  readonly recoveryPk: Bytes;
  readonly unlockersHash: Bytes;
  readonly closed: boolean;
}

export type ChainRefusal =
  | VersionRefusal
  | 'no-genesis'
  | 'link-not-next'
  | 'chain-closed'
  | 'key-not-sound'
  /** This link needs the recovery key, or an unlocker beside the current key. */
  | 'unlocker-missing'
  /** The unlocker is not of the set in force. */
  | 'unlocker-not-in-force'
  | 'signature-wrong';

export type LinkChange =
  | { readonly type: 'rotate'; readonly signPk: Bytes; readonly sealPk: Bytes }
  | { readonly type: 'unlockers'; readonly hash: Bytes }
  | { readonly type: 'recovery'; readonly pk: Bytes }
  | { readonly type: 'close' };

/** Whose yes a link carries. An unlocker brings the set in force, so that anybody can check that it is one of it. */
export type LinkSigners =
  | { readonly by: 'recovery'; readonly key: SignKey }
  | {
      readonly by: 'current';
      readonly key: SignKey;
      readonly unlocker?: { readonly key: SignKey; readonly set: readonly UnlockerKeys[] } | undefined;
    };

/** Begins an account. Its id is the hash of this link. */
export async function newGenesis(account: {
  readonly signKey: SignKey;
  readonly sealPk: Bytes;
  readonly recoveryPk: Bytes;
  readonly unlockersHash: Bytes;
}): Promise<SignedLink> {
  const { signKey, sealPk, recoveryPk, unlockersHash } = account;
  const genesis: Genesis = {
    v: version,
    suite,
    type: 'genesis',
    signPk: signKey.publicKey,
    sealPk,
    recoveryPk,
    unlockersHash,
  };
  const link = toCbor(genesis);
  return { link, signature: await signKey.sign('link', link), by: 'current' };
}

/** The next link of a chain. Whether it may stand there is asked by `followLink`, as of any other. */
export async function appendLink(
  after: ChainState,
  change: LinkChange,
  signers: LinkSigners,
): Promise<SignedLink> {
  const next: Link = { v: version, suite, seq: after.seq + 1, prev: after.head, ...change };
  const link = toCbor(next);
  const signed = { link, signature: await signers.key.sign('link', link), by: signers.by };
  if (signers.by === 'recovery' || signers.unlocker === undefined) return signed;
  const { key, set } = signers.unlocker;
  const keys = set.map(({ use, signPk, sealPk }) => ({ use, signPk, sealPk }));
  return {
    ...signed,
    unlocker: { set: keys, signPk: key.publicKey, signature: await key.sign('link', link) },
  };
}

/** A chain carries all that is needed to check it, from its genesis on. */
export async function verifyChain(chain: readonly SignedLink[]): Promise<Result<ChainState, ChainRefusal>> {
  const [genesis, ...links] = chain;
  if (genesis === undefined) return refuse('no-genesis');
  let state = await verifyGenesis(genesis);
  for (const link of links) {
    if (!state.ok) return state;
    state = await followLink(state.value, link);
  }
  return state;
}

export async function verifyGenesis(signed: SignedLink): Promise<Result<ChainState, ChainRefusal>> {
  const read = fromCbor(linkSchema, signed.link);
  if (!read.ok) return refuse(whyUnread(signed.link));
  const genesis = read.value;
  if (genesis.type !== 'genesis' || signed.by !== 'current' || signed.unlocker !== undefined) {
    return refuse('no-genesis');
  }
  const { signPk, sealPk, recoveryPk, unlockersHash } = genesis;
  if (!isSoundSignKey(signPk) || !isSoundSealKey(sealPk) || !isSoundSignKey(recoveryPk)) {
    return refuse('key-not-sound');
  }
  if (!(await verify('link', signPk, signed.link, signed.signature))) return refuse('signature-wrong');
  const keys = { signPk, sealPk, recoveryPk, unlockersHash };
  const place = { person: personIdOf(signed.link), head: linkHashOf(signed.link), seq: 0 };
  return ok({ ...place, ...keys, closed: false });
}

/** The account after one more link, where that link may follow. The server asks before it appends. */
export async function followLink(
  before: ChainState,
  signed: SignedLink,
): Promise<Result<ChainState, ChainRefusal>> {
  const read = fromCbor(linkSchema, signed.link);
  if (!read.ok) return refuse(whyUnread(signed.link));
  const link = read.value;
  if (link.type === 'genesis' || link.seq !== before.seq + 1) return refuse('link-not-next');
  if (!equalBytes(link.prev, before.head)) return refuse('link-not-next');
  if (before.closed) return refuse('chain-closed');
  const after = applyLink(before, link);
  if (after === null) return refuse('key-not-sound');
  const why = await whyNotSigned(before, link, signed);
  if (why !== null) return refuse(why);
  return ok({ ...after, head: linkHashOf(signed.link), seq: link.seq });
}

function applyLink(before: ChainState, link: Exclude<Link, Genesis>): ChainState | null {
  switch (link.type) {
    case 'rotate':
      if (!isSoundSignKey(link.signPk) || !isSoundSealKey(link.sealPk)) return null;
      return { ...before, signPk: link.signPk, sealPk: link.sealPk };
    case 'unlockers':
      return { ...before, unlockersHash: link.hash };
    case 'recovery':
      return isSoundSignKey(link.pk) ? { ...before, recoveryPk: link.pk } : null;
    case 'close':
      return { ...before, closed: true };
  }
}

/**
 * Whoever holds only a device holds only the current key: they may rotate it, and not lock the owner out. Whoever
 * holds the kit holds the recovery key, and can always take the account back.
 */
async function whyNotSigned(
  before: ChainState,
  link: Link,
  signed: SignedLink,
): Promise<ChainRefusal | null> {
  const signPk = signed.by === 'recovery' ? before.recoveryPk : before.signPk;
  if (!(await verify('link', signPk, signed.link, signed.signature))) return 'signature-wrong';
  if (link.type === 'rotate' || signed.by === 'recovery') return null;

  const { unlocker } = signed;
  if (unlocker === undefined) return 'unlocker-missing';
  if (!equalBytes(unlockersHashOf(unlocker.set), before.unlockersHash)) return 'unlocker-not-in-force';
  if (!unlocker.set.some((one) => equalBytes(one.signPk, unlocker.signPk))) return 'unlocker-not-in-force';
  return (await verify('link', unlocker.signPk, signed.link, unlocker.signature)) ? null : 'signature-wrong';
}

/** Whether a chain runs through a head seen before. One that does not blocks sending to that person. */
export function extendsHead(chain: readonly SignedLink[], headSeenBefore: Bytes): boolean {
  return chain.some(({ link }) => equalBytes(linkHashOf(link), headSeenBefore));
}

/** How a roster writes an account down. */
export function rosterLineOf({ person, head, seq, signPk, sealPk }: ChainState): Update {
  return { person, chainHead: head, link: seq, signPk, sealPk };
}

/** Whether what a roster says of somebody is what their own chain said at that link. */
export async function holdsRosterLine(chain: readonly SignedLink[], line: Update): Promise<boolean> {
  const state = await verifyChain(chain.slice(0, line.link + 1));
  if (!state.ok) return false;
  return equalBytes(toCbor(rosterLineOf(state.value)), toCbor(rosterLine(line)));
}

function rosterLine({ person, chainHead, link, signPk, sealPk }: Update): Update {
  return { person, chainHead, link, signPk, sealPk };
}
