import * as v from 'valibot';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes, type CommitId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { fromCbor, hash, whole } from '#protocol/cbor.ts';
import type { Commit } from '#protocol/commit.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';

/**
 * The care circle of a community: who is in it, and whom its members may remove. Part of `mayCommit`, and as frozen.
 * Source: docs/protocol.md, "Membership".
 */

/** Fewer than these remove nobody. */
export const careLeast = 3;
export const careMost = 7;
/** A statement is good for so many commits after the one that its signer knew as the newest. */
export const statementLasts = 50;
/** Where the members themselves sign for a care circle, never more of them than this. */
export const membersSignMost = 40;

const about = {
  space: hash,
  person: hash,
  /** The commit that added them: what was signed before they left means nothing after they have come back. */
  commit: hash,
  /** Of the newest commit that the signer knew. */
  number: whole(1),
};

/** "They shall go" (label `removal`). The reason itself is sealed; its hash holds all who sign to the same words. */
export const removalStatementSchema = v.strictObject({ ...about, reason: hash });
export type RemovalStatement = v.InferOutput<typeof removalStatementSchema>;

/** "They shall come into the care circle", or go out of it (label `care`). Signed by themselves, it is their yes. */
export const seatStatementSchema = v.strictObject({ ...about, seat: v.picklist(['in', 'out']) });
export type SeatStatement = v.InferOutput<typeof seatStatementSchema>;

/** What the care circle may be asked for. */
export type CareAct = 'removal' | 'in' | 'out';

export type CareRefusal =
  | 'nobody-is-removed'
  | 'not-a-member'
  | 'not-in-this-kind'
  | 'epoch-must-rise'
  /** It changes something else too. */
  | 'care-stands-alone'
  /** Fewer than three are in it. */
  | 'care-too-few'
  | 'care-is-full'
  /** Not one more, and not one fewer, than before. */
  | 'care-one-at-a-time'
  /** Whoever comes in has not signed. */
  | 'care-no-yes'
  | 'care-signed-by-too-few'
  /** Of something else, by somebody whose word does not count here, or twice by the same. */
  | 'care-statement-wrong'
  | 'care-statement-lapsed';

/** Which label the statements of a commit are signed under. */
export function causeLabelOf({ removes }: Pick<Commit, 'removes'>): 'removal' | 'care' {
  return removes.length > 0 ? 'removal' : 'care';
}

/**
 * What a commit does by the word of the care circle: a removal, or a change of the circle. All else that it does is
 * judged after this, and a commit that does neither comes out as it went in.
 *
 * @param state as before, but for the number and the id of this commit, which stand in it already
 */
export function mayCare(state: SpaceState, commit: Commit): Result<SpaceState, CareRefusal> {
  const { removes, care, cause } = commit;
  if (removes.length > 0) return mayRemove(state, commit);
  if (care !== undefined) return mayChangeCare(state, commit, care);
  return cause.length > 0 ? refuse('not-in-this-kind') : ok(state);
}

function mayRemove(state: SpaceState, commit: Commit): Result<SpaceState, CareRefusal> {
  if (state.kind !== 'community') return refuse('nobody-is-removed');
  if (find(state, commit.author) === undefined) return refuse('not-a-member');
  const { adds, opens, closes } = commit;
  if (adds.length + opens.length + closes.length > 0) return refuse('care-stands-alone');
  if (commit.care !== undefined || commit.removes.length > 1) return refuse('care-stands-alone');
  const removed = find(state, commit.removes[0]!);
  if (removed === undefined) return refuse('not-a-member');
  if (state.care.length < careLeast) return refuse('care-too-few');
  // Whoever is removed reads nothing of what comes after.
  if (commit.epoch !== state.epoch + 1) return refuse('epoch-must-rise');
  const signers = removersIn(state, commit, removed);
  if (!signers.ok) return signers;
  if (!areEnough(state, { act: 'removal', person: removed.person }, signers.value))
    return refuse('care-signed-by-too-few');

  const isRemoved = (person: Bytes) => equalBytes(person, removed.person);
  const others = state.care.filter((person) => !isRemoved(person));
  return ok({
    ...state,
    members: state.members.filter(({ person }) => !isRemoved(person)),
    invitations: state.invitations.filter(({ opener }) => !isRemoved(opener)),
    ...(others.length < state.care.length && { care: others, careMoved: state.number }),
  });
}

/** Who signed that somebody shall go: all of them in the care circle, each once, all for the same reason. */
function removersIn(
  state: SpaceState,
  { cause, author }: Commit,
  removed: Member,
): Result<readonly Bytes[], CareRefusal> {
  const signers: Bytes[] = [];
  let reason: Bytes | undefined;
  for (const { signer, statement } of cause) {
    const read = fromCbor(removalStatementSchema, statement);
    if (!read.ok || !isAbout(state, read.value, removed)) return refuse('care-statement-wrong');
    if (!isInTime(state, read.value.number)) return refuse('care-statement-lapsed');
    reason ??= read.value.reason;
    if (!equalBytes(reason, read.value.reason)) return refuse('care-statement-wrong');
    if (!holds(state.care, signer) || equalBytes(signer, removed.person))
      return refuse('care-statement-wrong');
    if (holds(signers, signer)) return refuse('care-statement-wrong');
    signers.push(signer);
  }
  return holds(signers, author) ? ok(signers) : refuse('care-signed-by-too-few');
}

function mayChangeCare(
  state: SpaceState,
  commit: Commit,
  care: readonly Bytes[],
): Result<SpaceState, CareRefusal> {
  if (state.kind !== 'community') return refuse('not-in-this-kind');
  if (find(state, commit.author) === undefined) return refuse('not-a-member');
  const { adds, updates, opens, closes } = commit;
  if (adds.length + updates.length + opens.length + closes.length > 0) return refuse('care-stands-alone');
  if (commit.epoch !== state.epoch || commit.keyHash !== undefined) return refuse('care-stands-alone');

  const change = changeOf(state.care, care);
  if (change === null) return refuse('care-one-at-a-time');
  const next = { ...state, care, careMoved: state.number };
  const isGoing = change.seat === 'out' && equalBytes(change.person, commit.author);
  if (isGoing) return commit.cause.length === 0 ? ok(next) : refuse('care-statement-wrong');

  const person = find(state, change.person);
  if (person === undefined) return refuse('not-a-member');
  if (care.length > careMost) return refuse('care-is-full');
  const signers = seatersIn(state, commit, { seat: change.seat, person });
  if (!signers.ok) return signers;
  if (change.seat === 'in' && !holds(signers.value, person.person)) return refuse('care-no-yes');
  if (!areEnough(state, { act: change.seat, person: person.person }, signers.value))
    return refuse('care-signed-by-too-few');
  return ok(care.length >= careLeast ? { ...next, careStood: true } : next);
}

/** Null where it is not one who comes in at the end, or one who goes. */
function changeOf(
  before: readonly Bytes[],
  after: readonly Bytes[],
): { readonly seat: 'in' | 'out'; readonly person: Bytes } | null {
  const last = after.at(-1);
  if (last !== undefined && areSame(after.slice(0, -1), before) && !holds(before, last))
    return { seat: 'in', person: last };
  const gone = before.find((person) => !holds(after, person));
  if (gone === undefined) return null;
  const others = before.filter((person) => !equalBytes(person, gone));
  return areSame(after, others) ? { seat: 'out', person: gone } : null;
}

function seatersIn(
  state: SpaceState,
  { cause, author }: Commit,
  { seat, person }: { readonly seat: 'in' | 'out'; readonly person: Member },
): Result<readonly Bytes[], CareRefusal> {
  const signers: Bytes[] = [];
  for (const { signer, statement } of cause) {
    const read = fromCbor(seatStatementSchema, statement);
    if (!read.ok || read.value.seat !== seat || !isAbout(state, read.value, person))
      return refuse('care-statement-wrong');
    const { number } = read.value;
    // A yes to a seat was to the circle as it was: once that has changed it is asked for again.
    if (!isInTime(state, number) || number < (state.careMoved ?? 1)) return refuse('care-statement-lapsed');
    if (holds(signers, signer) || !maySign(state, { act: seat, person: person.person }, signer))
      return refuse('care-statement-wrong');
    signers.push(signer);
  }
  return holds(signers, author) ? ok(signers) : refuse('care-signed-by-too-few');
}

/** Something that is asked of the care circle about somebody. */
export interface CareQuestion {
  readonly act: CareAct;
  readonly person: Bytes;
}

/** Whether somebody's signature counts towards it. */
export function maySign(state: SpaceState, { act, person }: CareQuestion, signer: Bytes): boolean {
  const isTheirs = equalBytes(signer, person);
  if (act !== 'in') return !isTheirs && holds(state.care, signer);
  return isTheirs || holds(state.care, signer) || (membersSign(state) && find(state, signer) !== undefined);
}

/** Whether those who signed are enough, the yes of whoever comes in aside. */
export function areEnough(state: SpaceState, question: CareQuestion, signers: readonly Bytes[]): boolean {
  const { act, person } = question;
  const { length } = state.care;
  const inCircle = signers.filter((signer) => holds(state.care, signer)).length;
  if (act === 'in') {
    const byCircle = length > 0 && !(membersSign(state) && state.careStood === true);
    return (byCircle && inCircle >= moreThanHalf(length)) || areEnoughMembers(state, signers);
  }
  // More than half of the others, and never one alone.
  return inCircle >= (holds(state.care, person) ? Math.max(2, moreThanHalf(length - 1)) : 2);
}

/** A tenth of the members, at least five; all of them, where they are fewer. */
function areEnoughMembers(state: SpaceState, signers: readonly Bytes[]): boolean {
  if (!membersSign(state)) return false;
  const { length } = state.members;
  return signers.length >= Math.min(length, membersSignMost, Math.max(5, Math.ceil(length / 10)));
}

/** With fewer than three left in the circle, the members sign for new ones. */
export function membersSign({ care }: Pick<SpaceState, 'care'>): boolean {
  return care.length < careLeast;
}

/** Whether a statement signed at this number would still count, for a commit that comes next. */
export function standsStill(state: SpaceState, act: CareAct, number: number): boolean {
  const isOfNow = act === 'removal' || number >= (state.careMoved ?? 1);
  return isOfNow && number <= state.number && state.number + 1 - number <= statementLasts;
}

function moreThanHalf(count: number): number {
  return Math.floor(count / 2) + 1;
}

function isInTime({ number: now }: SpaceState, number: number): boolean {
  return number < now && now - number <= statementLasts;
}

/** It names this space, this person, and the time that they have been here since. */
function isAbout(state: SpaceState, said: Omit<RemovalStatement, 'reason'>, member: Member): boolean {
  if (!equalBytes(said.space, state.space) || !equalBytes(said.person, member.person)) return false;
  const added: CommitId | undefined = state.commits[member.since - 1];
  return added !== undefined && equalBytes(said.commit, idToBytes(added));
}

function find({ members }: SpaceState, person: Bytes): Member | undefined {
  return members.find((member) => equalBytes(member.person, person));
}

function holds(people: readonly Bytes[], person: Bytes): boolean {
  return people.some((one) => equalBytes(one, person));
}

function areSame(some: readonly Bytes[], others: readonly Bytes[]): boolean {
  return some.length === others.length && some.every((one, index) => equalBytes(one, others[index]!));
}
