import { holdsRosterLine } from '#crypto/chain.ts';
import { commitIdOf, logNext, logStart } from '#crypto/hash.ts';
import { startOfLog, verifyCommit } from '#crypto/verify-entry.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { toMinutes, type Minutes } from '#kernel/time.ts';
import type { RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema, type Commit } from '#protocol/commit.ts';
import { chainSchema, type SignedLink } from '#protocol/person.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { StoredEntry, Writes } from '#server/store/store.ts';
import { announceEntry, announceSpace, peopleIn } from './announce.ts';
import { haveTheirBoxes } from './boxes.ts';
import { storedToAnswer } from './entries.ts';
import { firstAnswer, type Committed } from './first-answer.ts';
import { endInvitation, writeGone } from './gone.ts';
import { invitationMost, isStillOpen, mayOpenMore } from './invited.ts';
import type { LogParts } from './log.ts';
import { stateToCbor, type Place } from './places.ts';
import { wireCode } from './refusals.ts';

export type CommitRequest = RequestOf<'commit'>;

/** Somebody's account, where it is not in the store yet. */
export interface Newcomer {
  readonly person: Bytes;
  readonly chain: readonly SignedLink[];
}

export interface CommitAsked {
  /** Null for a first commit. */
  readonly place: Place | null;
  readonly author: Bytes;
  readonly request: CommitRequest;
  readonly newcomer?: Newcomer;
}

/** A commit that may follow `place`; written only if nothing else has changed the space meanwhile. */
export interface ReadyCommit {
  readonly place: Place | null;
  readonly request: CommitRequest;
  readonly commit: Commit;
  readonly id: Bytes;
  readonly removed: readonly Member[];
  readonly state: SpaceState;
}

/** Everything about a commit that is asked before writing. Says `sent` where it stands in the log already. */
export async function readyCommit(
  parts: LogParts,
  { place, author, request, newcomer }: CommitAsked,
): Promise<Answer<ReadyCommit> | { readonly sent: Answer<Committed> }> {
  const { commit: statement, signature } = request.commit;
  const read = fromCbor(commitSchema, statement);
  if (!read.ok) return refuseNotInLog('malformed', read.refusal.detail);
  const commit = read.value;
  if (!equalBytes(commit.author, author)) return refuseNotInLog('not-a-member');
  if (place !== null && !equalBytes(commit.space, place.space)) return refuseNotInLog('malformed', 'space');

  const id = commitIdOf(statement);
  const before = await firstAnswer(parts.store.read, { space: commit.space, id, statement, signature });
  if (before !== null) return { sent: before };
  const invitation = commit.adds[0]?.accept?.invitation;
  if (invitation !== undefined) {
    const now = toMinutes(parts.clock());
    const open = await isStillOpen(parts.store.read, commit.space, { signPk: invitation, now });
    if (!open.ok) return refuseNotInLog(open.refusal.code);
  }

  const verified = await verifyCommit(place ?? startOfLog(commit.space), request.commit);
  if (!verified.ok) return refuseNotInLog(wireCode[verified.refusal.code], verified.refusal.detail);
  const boxed = haveTheirBoxes(commit, verified.value.state, request.boxes);
  if (!boxed.ok) return refuseNotInLog(boxed.refusal.code, boxed.refusal.detail);
  const asker = { author, now: toMinutes(parts.clock()) };
  if (commit.opens.length > 0 && !(await mayOpenMore(parts.store.read, verified.value.state, asker)))
    return refuseNotInLog('invitations-open');
  if (!(await namesPeopleRightly(parts, commit, newcomer)))
    return refuseNotInLog('commit-refused', 'roster-line');
  const { state, removed } = verified.value;
  return ok({ place, request, commit, id, removed, state });
}

/** A roster says of everybody what their own chain says. */
export async function namesPeopleRightly(
  { store }: LogParts,
  commit: Commit,
  newcomer: Newcomer | undefined,
): Promise<boolean> {
  for (const line of [...commit.adds, ...commit.updates]) {
    const isNewcomer = newcomer !== undefined && equalBytes(newcomer.person, line.person);
    const chain = isNewcomer ? newcomer.chain : await chainOf(store.read.person(line.person));
    if (!(await holdsRosterLine(chain, line))) return false;
  }
  return true;
}

async function chainOf(asked: Promise<{ readonly chain: Bytes } | null>): Promise<readonly SignedLink[]> {
  const person = await asked;
  const chain = person === null ? null : fromCbor(chainSchema, person.chain);
  return chain?.ok === true ? chain.value : [];
}

/** Writes a commit and all that hangs on it. `moved` where the space is no longer as it was: ask again. */
export async function writeCommit(
  writes: Writes,
  { place, request, commit, id, removed, state }: ReadyCommit,
  at: Minutes,
): Promise<StoredEntry | 'moved'> {
  const { space } = commit;
  const now = await writes.place(space);
  if (now?.controlSeq !== place?.controlSeq) return 'moved';
  const seq = (now?.seq ?? 0) + 1;
  const entry: StoredEntry = {
    seq,
    at,
    type: 'commit',
    hash: logNext(now?.hash ?? logStart(space), id),
    statement: request.commit.commit,
    signature: request.commit.signature,
    body: null,
  };

  const stored = { space, controlSeq: seq, state: stateToCbor(state) };
  if (place === null) await writes.addSpace({ ...stored, kind: state.kind });
  else await writes.putState(space, stored);
  if (!(await writes.addEntry(space, id, entry))) return 'moved';
  await writeRoster(writes, commit, at);
  for (const gone of removed)
    if (place !== null) await writeGone(writes, place.state, { ...gone, endedAt: seq });
  for (const box of request.boxes) await writes.putBox(space, commit.author, box);
  return entry;
}

/** What a commit says of who is in a space, and who may come. */
export async function writeRoster(writes: Writes, commit: Commit, at: Minutes): Promise<void> {
  for (const { person, signPk } of [...commit.adds, ...commit.updates]) {
    await writes.putMembership(commit.space, person, { signPk, isFormer: false, endedAt: null });
  }
  await writeInvitations(writes, commit, at);
}

async function writeInvitations(
  writes: Writes,
  { space, adds, opens, closes }: Commit,
  at: Minutes,
): Promise<void> {
  for (const { signPk, until } of opens) {
    await writes.putInvitation(space, signPk, { until: Math.min(until, at + invitationMost), ended: null });
  }
  for (const signPk of closes) await endInvitation(writes, space, { signPk, ended: 'closed' });
  for (const { accept } of adds) {
    if (accept !== undefined)
      await endInvitation(writes, space, { signPk: accept.invitation, ended: 'used' });
  }
}

/** After the write: what everybody who is connected hears. */
export function settleCommit({ places, bus }: LogParts, ready: ReadyCommit, entry: StoredEntry): void {
  const { state, commit } = ready;
  const { space } = commit;
  const { seq, hash } = entry;
  places.settle({ space, kind: state.kind, state, controlSeq: seq, seq, hash });
  for (const { person } of commit.adds) {
    announceSpace(bus, { space, kind: state.kind, seq, hash }, idFromBytes(person));
  }
  // Whoever is removed hears of it, as whoever leaves does.
  announceEntry(
    bus,
    space,
    entry,
    peopleIn(commit.removes.length > 0 ? (ready.place?.state ?? state) : state),
  );
}

const triesMost = 4;

/** Puts a commit at the end of a space's log, or opens a space with it. */
export async function commitTo(
  parts: LogParts,
  asked: Omit<CommitAsked, 'place'> & { readonly space: Bytes | null },
): Promise<Answer<Committed>> {
  for (let tries = 0; tries < triesMost; tries++) {
    const place = asked.space === null ? null : await parts.places.of(asked.space);
    if (asked.space !== null && place === null) return refuseNotInLog('not-a-member');
    const ready = await readyCommit(parts, { ...asked, place });
    if ('sent' in ready) return ready.sent;
    if (!ready.ok) return ready;
    const entry = await parts.store.write(
      (writes) => writeCommit(writes, ready.value, toMinutes(parts.clock())),
      [],
    );
    if (entry === 'moved') continue;
    settleCommit(parts, ready.value, entry);
    return ok(storedToAnswer(entry));
  }
  return refuseNotInLog('commit-refused', 'the space moves too fast');
}
