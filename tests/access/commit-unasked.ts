import { spaceIdOf, stateHashOf } from '#crypto/hash.ts';
import type { Invitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes } from '#kernel/ids.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { AcceptStatement, Add, Commit, SignedCommit, SpaceKind } from '#protocol/commit.ts';
import { mayCommit } from '#protocol/may-commit.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import { suite, version } from '#protocol/version.ts';
import type { Peer } from '#tests/house/peer.ts';

/**
 * A commit that nobody was asked about, as a client of one's own making would write it: right in its place, its hash
 * and its signature, whatever it does.
 */
export async function commitUnasked(
  { state }: LogPlace,
  author: Peer,
  change: Partial<Commit>,
): Promise<SignedCommit> {
  const { space, number, epoch, commits } = state!;
  const prev = idToBytes(commits.at(-1)!);
  return signedBy(author, state, { ...blank(author), space, number: number + 1, prev, epoch, ...change });
}

/** The first of a space, which has its id from whatever it says. */
export async function firstUnasked(
  kind: SpaceKind,
  author: Peer,
  change: Partial<Commit> = {},
): Promise<{ readonly space: Bytes; readonly commit: SignedCommit }> {
  const { stateHash, keyHash, ...unnamed } = {
    ...blank(author),
    keyHash: randomBytes(32),
    number: 1,
    prev: randomBytes(32),
    epoch: 1,
    kind,
    adds: [author.line],
    ...(kind === 'community' && { care: [author.line.person] }),
    ...change,
  };
  const space = spaceIdOf(unnamed);
  const keyed = keyHash === undefined ? unnamed : { ...unnamed, keyHash };
  return { space, commit: await signedBy(author, null, { ...keyed, stateHash, space }) };
}

type Blank = Omit<Commit, 'space' | 'number' | 'prev' | 'epoch'>;
const blank = ({ line }: Peer): Blank => ({
  v: version,
  suite,
  author: line.person,
  adds: [],
  updates: [],
  removes: [],
  opens: [],
  closes: [],
  cause: [],
  stateHash: new Uint8Array(32),
});

async function signedBy(author: Peer, state: SpaceState | null, unhashed: Commit): Promise<SignedCommit> {
  const may = mayCommit(state, unhashed, idFromBytes(new Uint8Array(32)));
  const stateHash = may.ok ? stateHashOf(may.value) : unhashed.stateHash;
  const commit = toCbor({ ...unhashed, stateHash });
  return { commit, signature: await author.signKey.sign('commit', commit) };
}

/** Somebody's yes to coming in under an invitation, signed by both keys. */
export async function addUnder(
  { state }: LogPlace,
  { line, signKey }: Peer,
  invitation: Invitation,
): Promise<Add> {
  const { publicKey } = invitation.signKey;
  const { person, chainHead } = line;
  const said = toCbor({
    space: state!.space,
    invitation: publicKey,
    person,
    chainHead,
  } satisfies AcceptStatement);
  const byInvitation = await invitation.signKey.sign('accept', said);
  return {
    ...line,
    accept: { invitation: publicKey, byInvitation, byPerson: await signKey.sign('accept', said) },
  };
}
