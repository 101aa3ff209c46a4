import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type CommitId, type EventId, type Id, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Minutes } from '#kernel/time.ts';
import type { LogEntry } from '#protocol/api.ts';
import { causeLabelOf } from '#protocol/care.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import {
  commitSchema,
  dropSchema,
  leaveSchema,
  type AcceptStatement,
  type Add,
  type Commit,
  type Drop,
  type Leave,
  type SignedCommit,
  type SignedDrop,
  type SignedLeave,
} from '#protocol/commit.ts';
import { headerSchema, type Header, type SignedEvent } from '#protocol/envelope.ts';
import { mayCommit } from '#protocol/may-commit.ts';
import { mayLeave } from '#protocol/may-leave.ts';
import { isOfCurrentEpoch, memberOf, type Member, type SpaceState } from '#protocol/space-state.ts';
import { whyUnread, type VersionRefusal } from '#protocol/version-of.ts';
import {
  bodyHashOf,
  commitIdOf,
  dropIdOf,
  eventIdOf,
  leaveIdOf,
  logNext,
  logStart,
  spaceIdOf,
  stateHashOf,
} from './hash.ts';
import { verify } from './signature.ts';
import { isSoundSealKey, isSoundSignKey } from './sound-key.ts';

/**
 * Whether an entry may stand at the next place of a log. The server asks before it takes one, a device before it
 * believes one, and both ask here, because a difference between them would be a fork. Nothing is opened.
 */

/** How far a log has been verified: the entry at `seq`, the log hash there, and the state after it. */
export interface LogPlace {
  /** Null only before the first commit. */
  readonly state: SpaceState | null;
  readonly seq: number;
  readonly hash: Bytes;
}

export function startOfLog(space: Bytes): LogPlace {
  return { state: null, seq: 0, hash: logStart(space) };
}

export type EntryRefusal =
  | VersionRefusal
  | 'signature-wrong'
  | 'not-a-member'
  | 'epoch-old'
  | 'epoch-due'
  /** The detail says why: a code of `mayCommit`, or `prev`, `space-id`, `key-not-sound`. */
  | 'commit-refused'
  | 'state-differs'
  /** Places that do not follow one another. */
  | 'log-broken';

export interface VerifiedCommit {
  readonly id: CommitId;
  readonly commit: Commit;
  /** As the roster had them. */
  readonly removed: readonly Member[];
  /** After it. */
  readonly state: SpaceState;
  readonly place: LogPlace;
}

export interface VerifiedEvent {
  readonly id: EventId;
  readonly header: Header;
  /** Whether the author had seen the same log as we. Unknown where the hash at that place is not at hand. */
  readonly seenIsRight: boolean | 'unknown';
  readonly place: LogPlace;
}

export interface VerifiedLeave {
  readonly id: Id<'leave'>;
  readonly leave: Leave;
  /** Who left, as the roster had them: what a former member may still append is signed with this key. */
  readonly member: Member;
  readonly state: SpaceState;
  readonly place: LogPlace;
}

export interface VerifiedDrop {
  readonly id: Id<'drop'>;
  readonly drop: Drop;
  readonly place: LogPlace;
}

/** One place of the log: what stands there, when the server wrote it, and the log hash including it. */
export type Verified = { readonly seq: number; readonly at: Minutes; readonly hash: Bytes } & (
  | ({ readonly type: 'event'; readonly event: SignedEvent } & VerifiedEvent)
  | ({ readonly type: 'commit' } & VerifiedCommit)
  | ({ readonly type: 'leave' } & VerifiedLeave)
  | ({ readonly type: 'drop' } & VerifiedDrop)
);

export interface VerifyOptions {
  /** The log hash at an earlier place, where it is at hand. */
  readonly hashAt?: ((seq: number) => Bytes | undefined) | undefined;
}
export interface VerifyLogOptions extends VerifyOptions {
  /** The key that somebody who left before these entries last had in the roster. */
  readonly formerKey?: ((person: PersonId) => Bytes | undefined) | undefined;
}

/** What is known at a place: the caller's, and what the entries walked so far have shown. */
interface KnownHere {
  readonly hashAt: (seq: number) => Bytes | undefined;
  readonly formerKey: (person: PersonId) => Bytes | undefined;
}

/**
 * Everything that a log can tell of a commit. That the keys it brings belong to the people it names stands in their
 * chains: whoever believes a roster asks `holdsRosterLine` of each line that is new to it.
 */
export async function verifyCommit(
  place: LogPlace,
  signed: SignedCommit,
): Promise<Result<VerifiedCommit, EntryRefusal>> {
  return settle(checkCommit(place, signed));
}

export async function verifyEvent(
  place: LogPlace,
  signed: SignedEvent,
  options: VerifyOptions = {},
): Promise<Result<VerifiedEvent, EntryRefusal>> {
  return settle(checkEvent(place, signed, options));
}

export async function verifyLeave(
  place: LogPlace,
  signed: SignedLeave,
): Promise<Result<VerifiedLeave, EntryRefusal>> {
  return settle(checkLeave(place, signed));
}

/** @param signPk the key that the person last had in the roster */
export async function verifyDrop(
  place: LogPlace,
  signed: SignedDrop,
  signPk: Bytes,
): Promise<Result<VerifiedDrop, EntryRefusal>> {
  return settle(checkDrop(place, signed, () => signPk));
}

/**
 * Walks entries that follow `place`. All signatures are verified side by side, and one that is wrong refuses them
 * all; the detail of a refusal begins with the place where it was found.
 */
export async function verifyEntries(
  place: LogPlace,
  entries: readonly LogEntry[],
  options: VerifyLogOptions = {},
): Promise<Result<{ place: LogPlace; verified: readonly Verified[] }, EntryRefusal>> {
  const hashes = new Map([[place.seq, place.hash]]);
  const leavers = new Map<PersonId, Bytes>();
  const known: KnownHere = {
    hashAt: (seq) => hashes.get(seq) ?? options.hashAt?.(seq),
    formerKey: (person) => leavers.get(person) ?? options.formerKey?.(person),
  };

  const verified: Verified[] = [];
  const signatures: { seq: number; right: Promise<boolean> }[] = [];
  let at = place;
  for (const entry of entries) {
    if (entry.seq !== at.seq + 1) return refuse('log-broken', `${entry.seq}: not the place after ${at.seq}`);
    const checked = checkEntry(at, entry, known);
    if (!checked.ok) return refuse(checked.refusal.code, `${entry.seq}: ${checked.refusal.detail ?? ''}`);
    const { value } = checked.value;
    for (const { person, signPk } of goneWith(value)) leavers.set(idFromBytes(person), signPk);
    signatures.push(...checked.value.signatures.map((right) => ({ seq: entry.seq, right })));
    verified.push(value);
    at = value.place;
    hashes.set(at.seq, at.hash);
  }
  for (const { seq, right } of signatures) {
    if (!(await right)) return refuse('signature-wrong', `${seq}`);
  }
  return ok({ place: at, verified });
}

/** Who is not there any more after an entry, as the roster had them: they may still take back what they said. */
export function goneWith(entry: Verified): readonly Member[] {
  if (entry.type === 'leave') return [entry.member];
  return entry.type === 'commit' ? entry.removed : [];
}

/** Whether an event may stand next by everything but its signature and body. Asked again where a log has moved on. */
export function mayFollow(place: LogPlace, header: Header): Result<Member, EntryRefusal> {
  const { state } = place;
  if (state === null || !equalBytes(header.space, state.space)) return refuse('log-broken', 'another space');
  const author = memberOf(state, idFromBytes(header.author));
  if (author === undefined) return refuse('not-a-member');
  if (header.epoch !== state.epoch) return refuse('epoch-old');
  if (!isOfCurrentEpoch(state, idFromBytes(header.commit))) return refuse('epoch-old', 'commit');
  if (state.due && waitsForEpoch.has(state.kind)) return refuse('epoch-due');
  return ok(author);
}

/** Where a new epoch comes before the next word. In the others the first sender a day later sees to it. */
const waitsForEpoch: ReadonlySet<SpaceState['kind']> = new Set(['solo', 'pair', 'circle']);

/** Everything about an entry that can be told at once, and the signatures that are still being looked at. */
interface Checked<Value> {
  readonly value: Value;
  readonly signatures: readonly Promise<boolean>[];
}
type Check<Value> = Result<Checked<Value>, EntryRefusal>;

async function settle<Value>(check: Check<Value>): Promise<Result<Value, EntryRefusal>> {
  if (!check.ok) return check;
  const right = await Promise.all(check.value.signatures);
  return right.every(Boolean) ? ok(check.value.value) : refuse('signature-wrong');
}

function checkEntry(place: LogPlace, entry: LogEntry, known: KnownHere): Check<Verified> {
  const { seq, at, event, commit, leave, drop } = entry;
  const there = [event, commit, leave, drop].filter((one) => one !== undefined);
  if (there.length !== 1) return refuse('malformed');
  const placed = <Value extends { place: LogPlace }>(value: Value) => ({
    seq,
    at,
    hash: value.place.hash,
    ...value,
  });
  if (event !== undefined) {
    return become(checkEvent(place, event, known), (value) => ({ type: 'event', event, ...placed(value) }));
  }
  if (commit !== undefined) {
    return become(checkCommit(place, commit), (value) => ({ type: 'commit', ...placed(value) }));
  }
  if (leave !== undefined) {
    return become(checkLeave(place, leave), (value) => ({ type: 'leave', ...placed(value) }));
  }
  if (drop !== undefined) {
    return become(checkDrop(place, drop, known.formerKey), (value) => ({ type: 'drop', ...placed(value) }));
  }
  return refuse('malformed');
}

function become<From, To>(check: Check<From>, to: (value: From) => To): Check<To> {
  if (!check.ok) return check;
  return ok({ value: to(check.value.value), signatures: check.value.signatures });
}

function checkCommit(place: LogPlace, signed: SignedCommit): Check<VerifiedCommit> {
  const read = fromCbor(commitSchema, signed.commit);
  if (!read.ok) return refuse(whyUnread(signed.commit), read.refusal.detail);
  const commit = read.value;
  const broken = whyNotHere(place, commit);
  if (broken !== null) return refuse('commit-refused', broken);
  const idBytes = commitIdOf(signed.commit);
  const id = idFromBytes<'commit'>(idBytes);
  const may = mayCommit(place.state, commit, id);
  if (!may.ok) return refuse('commit-refused', may.refusal.code);
  if (!keysAreSound(commit)) return refuse('commit-refused', 'key-not-sound');
  if (!equalBytes(stateHashOf(may.value), commit.stateHash)) return refuse('state-differs');

  const [add] = commit.adds;
  const authorKey = add?.signPk ?? (place.state && memberOf(place.state, idFromBytes(commit.author)))?.signPk;
  if (authorKey === undefined) return refuse('not-a-member');
  const signatures = [verify('commit', authorKey, signed.commit, signed.signature)];
  if (add !== undefined) signatures.push(...verifyAcceptance(commit.space, add));
  if (place.state !== null) signatures.push(...verifyCause(place.state, commit));
  const next = { state: may.value, seq: place.seq + 1, hash: logNext(place.hash, idBytes) };
  const removed = removedFrom(place.state, commit);
  return ok({ value: { id, commit, removed, state: may.value, place: next }, signatures });
}

/** A commit follows the one before by its hash, and a first one is where its space's id comes from. */
function whyNotHere(place: LogPlace, commit: Commit): string | null {
  if (place.state === null) {
    const isRight = place.seq === 0 && equalBytes(spaceIdOf(commit), commit.space);
    return isRight && equalBytes(logStart(commit.space), place.hash) ? null : 'space-id';
  }
  const last = place.state.commits.at(-1);
  return last === idFromBytes(commit.prev) ? null : 'prev';
}

function keysAreSound({ adds, updates, opens }: Commit): boolean {
  return [...adds, ...updates, ...opens].every(
    ({ signPk, sealPk }) => isSoundSignKey(signPk) && isSoundSealKey(sealPk),
  );
}

/** Both halves of a newcomer's yes: whoever holds the invitation, and whoever comes in, over the same statement. */
function verifyAcceptance(space: Bytes, { accept, person, chainHead, signPk }: Add): Promise<boolean>[] {
  if (accept === undefined) return [];
  const statement: AcceptStatement = { space, invitation: accept.invitation, person, chainHead };
  const bytes = toCbor(statement);
  return [
    verify('accept', accept.invitation, bytes, accept.byInvitation),
    verify('accept', signPk, bytes, accept.byPerson),
  ];
}

function removedFrom(state: SpaceState | null, { removes }: Commit): readonly Member[] {
  return removes.flatMap((person) => (state && memberOf(state, idFromBytes(person))) ?? []);
}

/** Each statement by the key that the roster has for its signer now: whoever changed theirs since signs once more. */
function verifyCause(state: SpaceState, commit: Commit): Promise<boolean>[] {
  const label = causeLabelOf(commit);
  return commit.cause.map(({ signer, statement, signature }) => {
    const member = memberOf(state, idFromBytes(signer));
    return member === undefined ? Promise.resolve(false) : verify(label, member.signPk, statement, signature);
  });
}

function checkEvent(place: LogPlace, event: SignedEvent, options: VerifyOptions): Check<VerifiedEvent> {
  const read = fromCbor(headerSchema, event.header);
  if (!read.ok) return refuse(whyUnread(event.header), read.refusal.detail);
  const header = read.value;
  const author = mayFollow(place, header);
  if (!author.ok) return author;
  if (event.body !== undefined && !equalBytes(bodyHashOf(event.body), header.bodyHash)) {
    return refuse('malformed', 'body');
  }

  const idBytes = eventIdOf(event.header);
  const value: VerifiedEvent = {
    id: idFromBytes(idBytes),
    header,
    seenIsRight: isSeenRight(place, header, options),
    place: { state: place.state, seq: place.seq + 1, hash: logNext(place.hash, idBytes) },
  };
  return ok({ value, signatures: [verify('event', author.value.signPk, event.header, event.signature)] });
}

function isSeenRight(
  place: LogPlace,
  { seen, space }: Header,
  { hashAt }: VerifyOptions,
): boolean | 'unknown' {
  if (seen.seq > place.seq) return false;
  const hash = seen.seq === 0 ? logStart(space) : seen.seq === place.seq ? place.hash : hashAt?.(seen.seq);
  return hash === undefined ? 'unknown' : equalBytes(hash, seen.hash);
}

function checkLeave(place: LogPlace, signed: SignedLeave): Check<VerifiedLeave> {
  const { state } = place;
  const read = fromCbor(leaveSchema, signed.leave);
  if (!read.ok) return read;
  const leave = read.value;
  if (state === null || !equalBytes(leave.space, state.space)) return refuse('log-broken', 'another space');
  const member = memberOf(state, idFromBytes(leave.person));
  const may = mayLeave(state, leave);
  if (!may.ok) return may;
  if (member === undefined) return refuse('not-a-member');

  const idBytes = leaveIdOf(signed.leave);
  const next = { state: may.value, seq: place.seq + 1, hash: logNext(place.hash, idBytes) };
  const value = { id: idFromBytes<'leave'>(idBytes), leave, member, state: may.value, place: next };
  return ok({ value, signatures: [verify('leave', member.signPk, signed.leave, signed.signature)] });
}

function checkDrop(
  place: LogPlace,
  signed: SignedDrop,
  formerKey: (person: PersonId) => Bytes | undefined,
): Check<VerifiedDrop> {
  const { state } = place;
  const read = fromCbor(dropSchema, signed.drop);
  if (!read.ok) return read;
  const drop = read.value;
  if (state === null || !equalBytes(drop.space, state.space)) return refuse('log-broken', 'another space');
  const signPk = formerKey(idFromBytes(drop.person));
  if (signPk === undefined) return refuse('not-a-member');

  const idBytes = dropIdOf(signed.drop);
  const next = { state, seq: place.seq + 1, hash: logNext(place.hash, idBytes) };
  const value = { id: idFromBytes<'drop'>(idBytes), drop, place: next };
  return ok({ value, signatures: [verify('drop', signPk, signed.drop, signed.signature)] });
}
