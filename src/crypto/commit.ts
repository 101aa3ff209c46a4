import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes, type CommitId } from '#kernel/ids.ts';
import { ok, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { AcceptStatement, Commit, Open, SignedCommit, SpaceKind, Update } from '#protocol/commit.ts';
import { mayCommit, type CommitRefusal } from '#protocol/may-commit.ts';
import { suite, version } from '#protocol/version.ts';
import { sealEarlier } from './epoch.ts';
import { commitIdOf, keyHashOf, logNext, spaceIdOf, stateHashOf } from './hash.ts';
import type { Invitation } from './invitation.ts';
import type { SignKey } from './signature.ts';
import { keyLength, randomBytes } from './suite.ts';
import { startOfLog, type LogPlace } from './verify-entry.ts';

/** A commit ready to be sent, and the log as it stands once it is taken. */
export interface MadeCommit {
  readonly commit: Commit;
  readonly signed: SignedCommit;
  readonly id: CommitId;
  readonly place: LogPlace;
}

/** Opens a space. Its id comes from this commit. */
export async function firstCommit(opening: {
  readonly kind: SpaceKind;
  readonly author: Update;
  readonly signKey: SignKey;
  readonly secret: Bytes;
  readonly opens?: readonly Open[] | undefined;
  readonly care?: readonly Bytes[] | undefined;
  /** Where this commit shall come out the same once more; otherwise it is drawn. */
  readonly prev?: Bytes | undefined;
}): Promise<Result<MadeCommit, CommitRefusal>> {
  const { kind, author, signKey, secret, opens, care, prev = randomBytes(keyLength) } = opening;
  const unnamed = {
    ...nothingChanged(),
    number: 1,
    prev,
    author: author.person,
    kind,
    adds: [author],
    opens: [...(opens ?? [])],
    ...(care === undefined ? {} : { care: [...care] }),
    epoch: 1,
  };
  const space = spaceIdOf(unnamed);
  const commit = { ...unnamed, space, keyHash: keyHashOf(space, secret) };
  return make(startOfLog(space), commit, signKey);
}

/** What a member's commit does. `raise` begins a new epoch; `earlier` hands on the newest older secret. */
export interface Change {
  readonly updates?: readonly Update[];
  readonly opens?: readonly Open[];
  readonly closes?: readonly Bytes[];
  readonly removes?: readonly Bytes[];
  readonly care?: readonly Bytes[];
  /** What others signed beforehand, and this member too. */
  readonly cause?: Commit['cause'];
  readonly raise?: {
    readonly secret: Bytes;
    readonly earlier?: { readonly epoch: number; readonly secret: Bytes } | undefined;
  };
}

/** A member's commit. A fresh secret for each try: a commit that lost its race is made anew. */
export async function nextCommit(making: {
  readonly place: LogPlace;
  readonly author: Bytes;
  readonly signKey: SignKey;
  readonly change: Change;
}): Promise<Result<MadeCommit, CommitRefusal>> {
  const { place, author, signKey, change } = making;
  const follows = following(place);
  const { space } = follows;
  const commit = {
    ...follows,
    author,
    updates: [...(change.updates ?? [])],
    opens: [...(change.opens ?? [])],
    closes: [...(change.closes ?? [])],
    removes: [...(change.removes ?? [])],
    cause: [...(change.cause ?? [])],
    ...(change.care !== undefined && { care: [...change.care] }),
  };
  if (change.raise === undefined) return make(place, commit, signKey);

  const { secret, earlier } = change.raise;
  const epoch = follows.epoch + 1;
  const raised = { ...commit, epoch, keyHash: keyHashOf(space, secret) };
  if (earlier === undefined) return make(place, raised, signKey);
  return make(place, { ...raised, earlier: await sealEarlier({ space, epoch, secret, earlier }) }, signKey);
}

/** A newcomer's own commit: it adds them under the invitation, and nothing else. */
export async function joiningCommit(joining: {
  readonly place: LogPlace;
  readonly me: Update;
  readonly signKey: SignKey;
  readonly invitation: Pick<Invitation, 'signKey'>;
}): Promise<Result<MadeCommit, CommitRefusal>> {
  const { place, me, signKey, invitation } = joining;
  const follows = following(place);
  const { person, chainHead } = me;
  const said: AcceptStatement = {
    space: follows.space,
    invitation: invitation.signKey.publicKey,
    person,
    chainHead,
  };
  const statement = toCbor(said);
  const accept = {
    invitation: said.invitation,
    byInvitation: await invitation.signKey.sign('accept', statement),
    byPerson: await signKey.sign('accept', statement),
  };
  return make(place, { ...follows, author: person, adds: [{ ...me, accept }] }, signKey);
}

type Unhashed = Omit<Commit, 'stateHash'>;

/** All that a commit says when it changes nothing. */
const nothingChanged = (): Pick<
  Commit,
  'v' | 'suite' | 'adds' | 'updates' | 'removes' | 'opens' | 'closes' | 'cause'
> => ({ v: version, suite, adds: [], updates: [], removes: [], opens: [], closes: [], cause: [] });

function following({ state }: LogPlace): Omit<Unhashed, 'author'> {
  const last = state?.commits.at(-1);
  assert(state !== null && last !== undefined, 'a commit follows another');
  const { space, epoch } = state;
  return { ...nothingChanged(), space, number: state.number + 1, prev: idToBytes(last), epoch };
}

/** Asks first whether it may follow: what would be refused is never signed. */
async function make(
  place: LogPlace,
  unhashed: Unhashed,
  signKey: SignKey,
): Promise<Result<MadeCommit, CommitRefusal>> {
  // The state's hash is not over ids of commits, so that it can be made before the id is known.
  const unknown = idFromBytes<'commit'>(new Uint8Array(keyLength));
  const may = mayCommit(place.state, { ...unhashed, stateHash: new Uint8Array(keyLength) }, unknown);
  if (!may.ok) return may;
  const commit = { ...unhashed, stateHash: stateHashOf(may.value) };
  const bytes = toCbor(commit);
  const idBytes = commitIdOf(bytes);
  const id = idFromBytes<'commit'>(idBytes);
  const state = { ...may.value, commits: [...may.value.commits.slice(0, -1), id] };
  const signed = { commit: bytes, signature: await signKey.sign('commit', bytes) };
  return ok({ commit, signed, id, place: { state, seq: place.seq + 1, hash: logNext(place.hash, idBytes) } });
}
