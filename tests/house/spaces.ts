import { firstCommit, joiningCommit, nextCommit, type Change, type MadeCommit } from '#crypto/commit.ts';
import { bodyHashOf } from '#crypto/hash.ts';
import type { Invitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Box, SignedDrop, SignedLeave, SpaceKind } from '#protocol/commit.ts';
import type { Header, SignedEvent } from '#protocol/envelope.ts';
import { suite, version } from '#protocol/version.ts';
import { newSealPk, wanted, type Peer } from './peer.ts';

/** What the server cannot look into may as well be dust. */
export function boxFor(to: Bytes, epoch = 1): Box {
  return { to, epoch, sealed: randomBytes(80) };
}

export interface Sent {
  readonly made: MadeCommit;
  readonly request: { readonly commit: MadeCommit['signed']; readonly boxes: Box[] };
}

/** By a clock that is years ahead. */
const openUntil = Math.floor(Date.UTC(2040, 0, 1) / 60_000);

export async function opening(
  author: Peer,
  kind: SpaceKind,
  invitations: readonly Invitation[] = [],
): Promise<Sent> {
  const made = wanted(
    await firstCommit({
      kind,
      author: author.line,
      signKey: author.signKey,
      secret: randomBytes(32),
      opens: await opensOf(invitations),
      ...(kind === 'community' && { care: [author.line.person] }),
    }),
  );
  const receivers = [author.line.person, ...invitations.map(({ signKey }) => signKey.publicKey)];
  return { made, request: { commit: made.signed, boxes: receivers.map((to) => boxFor(to)) } };
}

export function opensOf(invitations: readonly Invitation[], until = openUntil) {
  return Promise.all(
    invitations.map(async ({ signKey }) => ({ signPk: signKey.publicKey, sealPk: await newSealPk(), until })),
  );
}

export async function joining(place: LogPlace, newcomer: Peer, invitation: Invitation): Promise<Sent> {
  const made = wanted(
    await joiningCommit({ place, me: newcomer.line, signKey: newcomer.signKey, invitation }),
  );
  const epoch = made.commit.epoch;
  return { made, request: { commit: made.signed, boxes: [boxFor(newcomer.line.person, epoch)] } };
}

/** A member's commit, with a box for everybody it owes one. */
export async function changing(place: LogPlace, author: Peer, change: Change): Promise<Sent> {
  const made = wanted(
    await nextCommit({ place, author: author.line.person, signKey: author.signKey, change }),
  );
  const state = made.place.state!;
  const receivers =
    change.raise === undefined
      ? made.commit.opens.map(({ signPk }) => signPk)
      : [...state.members.map(({ person }) => person), ...state.invitations.map(({ signPk }) => signPk)];
  return { made, request: { commit: made.signed, boxes: receivers.map((to) => boxFor(to, state.epoch)) } };
}

export interface Saying extends Partial<Omit<Header, 'bodyHash'>> {
  readonly body?: Bytes;
}

/** An event as a server sees one: a true header over a body that nobody could open. */
export async function say(place: LogPlace, author: Peer, saying: Saying = {}): Promise<SignedEvent> {
  const { body = randomBytes(300), ...other } = saying;
  const { state, seq, hash } = place;
  const header = toCbor({
    v: version,
    suite,
    space: state!.space,
    epoch: state!.epoch,
    commit: idToBytes(state!.commits.at(-1)!),
    author: author.line.person,
    seen: { seq, hash },
    ...other,
    bodyHash: bodyHashOf(body),
  });
  return { header, signature: await author.signKey.sign('event', header), body };
}

export async function leaving(place: LogPlace, person: Peer): Promise<SignedLeave> {
  const { space, members, commits } = place.state!;
  const member = members.find((one) => Buffer.compare(one.person, person.line.person) === 0)!;
  const leave = toCbor({ space, person: person.line.person, commit: idToBytes(commits[member.since - 1]!) });
  return { leave, signature: await person.signKey.sign('leave', leave) };
}

export async function dropping(space: Bytes, person: Peer, ids: Bytes[]): Promise<SignedDrop> {
  const drop = toCbor({ space, person: person.line.person, ids });
  return { drop, signature: await person.signKey.sign('drop', drop) };
}
