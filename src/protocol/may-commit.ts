import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import type { CommitId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { mayCare, type CareRefusal } from '#protocol/care.ts';
import { historyByKind, type Commit, type Update } from '#protocol/commit.ts';
import type { Member, OpenInvitation, SpaceState } from '#protocol/space-state.ts';

export type CommitRefusal =
  | CareRefusal
  | 'not-next'
  | 'not-a-first-commit'
  | 'kind-is-fixed'
  | 'already-a-member'
  | 'no-acceptance'
  | 'invitation-not-open'
  | 'invitation-taken'
  | 'pair-is-full'
  | 'circle-is-full'
  | 'solo-is-alone'
  | 'newcomer-adds-only-itself'
  | 'newcomer-needs-invitation'
  | 'update-not-later'
  | 'epoch-must-not-rise'
  | 'key-missing'
  | 'earlier-missing'
  | 'earlier-not-older'
  | 'nothing-to-do';

/** As many as can still hear each other. Seats that are kept free count, so that whoever is asked can come. */
export const circleMost = 50;

/**
 * Whether this commit may follow, and the state after it. One pure function, the same on the server and on every
 * device; frozen for version 1 once released. It reads nothing sealed, no clock and no signature: who calls it has
 * checked those already (`crypto/commit.ts`), and compares `stateHash` afterwards.
 *
 * Version 1 so far knows solo, pair, circle and community.
 * Source: docs/protocol.md, "Membership".
 *
 * @param state the state before, or null for a first commit
 * @param id the commit's own id
 */
export function mayCommit(
  state: SpaceState | null,
  commit: Commit,
  id: CommitId,
): Result<SpaceState, CommitRefusal> {
  return state === null ? mayOpen(commit, id) : mayFollow(state, commit, id);
}

function mayOpen(commit: Commit, id: CommitId): Result<SpaceState, CommitRefusal> {
  const { kind } = commit;
  const opener = commit.adds[0];
  if (commit.number !== 1 || commit.epoch !== 1 || kind === undefined) return refuse('not-a-first-commit');
  if (opener === undefined || opener.accept !== undefined) return refuse('not-a-first-commit');
  if (!equalBytes(opener.person, commit.author)) return refuse('not-a-first-commit');
  if (commit.updates.length + commit.removes.length + commit.closes.length + commit.cause.length > 0) {
    return refuse('not-a-first-commit');
  }
  if (commit.keyHash === undefined) return refuse('key-missing');
  if (commit.earlier !== undefined) return refuse('earlier-not-older');
  if (kind === 'cohort' || commit.facilitators !== undefined) return refuse('not-in-this-kind');
  if (!careFitsOpening(commit)) return refuse('not-in-this-kind');

  const empty: SpaceState = {
    space: commit.space,
    kind,
    history: historyByKind[kind],
    number: 1,
    epoch: 1,
    keyHash: commit.keyHash,
    due: false,
    members: [{ ...rosterLine(opener), since: 1 }],
    invitations: [],
    everJoined: 1,
    care: commit.care ?? [],
    facilitators: [],
    commits: [id],
    epochStart: 1,
  };
  return openInvitations(empty, commit);
}

/** A community's care circle begins with whoever founds it; no other kind has one. */
function careFitsOpening(commit: Commit): boolean {
  if (commit.kind !== 'community') return commit.care === undefined;
  return commit.care?.length === 1 && equalBytes(commit.care[0]!, commit.author);
}

function mayFollow(state: SpaceState, commit: Commit, id: CommitId): Result<SpaceState, CommitRefusal> {
  if (commit.number !== state.number + 1) return refuse('not-next');
  if (!equalBytes(commit.space, state.space)) return refuse('not-next');
  if (commit.kind !== undefined) return refuse('kind-is-fixed');
  if (commit.facilitators !== undefined) return refuse('not-in-this-kind');

  const next = mayCare({ ...state, number: commit.number, commits: [...state.commits, id] }, commit);
  if (!next.ok) return next;
  return commit.adds.length > 0 ? mayJoin(next.value, commit) : mayChange(next.value, commit);
}

/** A newcomer's own commit: it adds itself under an open invitation, and does nothing else. */
function mayJoin(state: SpaceState, commit: Commit): Result<SpaceState, CommitRefusal> {
  const add = commit.adds[0]!;
  if (state.kind === 'solo') return refuse('solo-is-alone');
  if (find(state.members, add.person)) return refuse('already-a-member');
  if (!equalBytes(add.person, commit.author)) return refuse('newcomer-adds-only-itself');
  if (commit.updates.length + commit.opens.length + commit.closes.length > 0) {
    return refuse('newcomer-adds-only-itself');
  }
  if (commit.epoch !== state.epoch || commit.keyHash !== undefined || commit.earlier !== undefined) {
    return refuse('epoch-must-not-rise');
  }
  const { accept } = add;
  if (accept === undefined) return refuse('newcomer-needs-invitation');
  if (!findInvitation(state, accept.invitation)) return refuse('invitation-not-open');
  if (state.kind === 'pair' && state.everJoined >= 2) return refuse('pair-is-full');

  return ok({
    ...state,
    members: [...state.members, { ...rosterLine(add), since: state.number }],
    invitations: state.invitations.filter(({ signPk }) => !equalBytes(signPk, accept.invitation)),
    everJoined: state.everJoined + 1,
  });
}

/** A member's commit: opens and closes invitations, moves keys to a later link, raises the epoch, and what `care.ts` adds. */
function mayChange(state: SpaceState, commit: Commit): Result<SpaceState, CommitRefusal> {
  if (!find(state.members, commit.author)) return refuse('not-a-member');
  if (commit.epoch < state.epoch || commit.epoch > state.epoch + 1) return refuse('epoch-must-rise');
  const rises = commit.epoch === state.epoch + 1;
  if (rises !== (commit.keyHash !== undefined)) return refuse(rises ? 'key-missing' : 'epoch-must-not-rise');
  const changes = commit.opens.length + commit.closes.length + commit.updates.length;
  if (changes === 0 && commit.care === undefined && !rises) return refuse('nothing-to-do');

  const updated = updateMembers(state.members, commit.updates);
  if (updated === null) return refuse('update-not-later');
  const closed = closeInvitations(state, commit.closes);
  if (closed === null) return refuse('invitation-not-open');

  const before = {
    ...state,
    members: updated,
    invitations: closed,
    due: state.due || commit.closes.length > 0,
  };
  const after = rises ? raiseEpoch(before, commit) : ok(before);
  if (!after.ok) return after;
  // Where newcomers do not read the past, whoever is invited must not hold a key to it.
  if (commit.opens.length > 0 && state.history === 'from-invitation' && !rises)
    return refuse('epoch-must-rise');
  return openInvitations(after.value, commit);
}

function raiseEpoch(state: SpaceState, commit: Commit): Result<SpaceState, CommitRefusal> {
  if (commit.keyHash === undefined) return refuse('key-missing');
  if (state.history === 'all' && commit.earlier === undefined) return refuse('earlier-missing');
  if (commit.earlier !== undefined && commit.earlier.epoch >= commit.epoch)
    return refuse('earlier-not-older');
  return ok({
    ...state,
    epoch: commit.epoch,
    keyHash: commit.keyHash,
    due: false,
    epochStart: commit.number,
  });
}

function openInvitations(state: SpaceState, commit: Commit): Result<SpaceState, CommitRefusal> {
  if (commit.opens.length === 0) return ok(state);
  if (state.kind === 'solo') return refuse('solo-is-alone');
  if (state.kind === 'pair' && state.everJoined + state.invitations.length + commit.opens.length > 2) {
    return refuse('pair-is-full');
  }
  const seats = state.members.length + state.invitations.length + commit.opens.length;
  if (state.kind === 'circle' && seats > circleMost) return refuse('circle-is-full');
  const invitations: OpenInvitation[] = [...state.invitations];
  for (const open of commit.opens) {
    if (invitations.some(({ signPk }) => equalBytes(signPk, open.signPk))) return refuse('invitation-taken');
    invitations.push({ ...open, opener: commit.author, number: commit.number });
  }
  return ok({ ...state, invitations });
}

/** Null where one is not open. */
function closeInvitations(state: SpaceState, closes: readonly Bytes[]): readonly OpenInvitation[] | null {
  const left = state.invitations.filter(({ signPk }) => !closes.some((closed) => equalBytes(closed, signPk)));
  return left.length === state.invitations.length - closes.length ? left : null;
}

/** Null where a link is not strictly later, or somebody is not a member. */
function updateMembers(members: readonly Member[], updates: readonly Update[]): readonly Member[] | null {
  let moved = members;
  for (const update of updates) {
    const member = find(moved, update.person);
    if (member === undefined || update.link <= member.link) return null;
    moved = moved.map((one) => (one === member ? { ...rosterLine(update), since: member.since } : one));
  }
  return moved;
}

function rosterLine({ person, chainHead, link, signPk, sealPk }: Update): Update {
  return { person, chainHead, link, signPk, sealPk };
}

function find(members: readonly Member[], person: Bytes): Member | undefined {
  return members.find((member) => equalBytes(member.person, person));
}

function findInvitation(state: SpaceState, signPk: Bytes): OpenInvitation | undefined {
  return state.invitations.find((invitation) => equalBytes(invitation.signPk, signPk));
}
