import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { hour } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema } from '#protocol/commit.ts';
import { memberOf } from '#protocol/space-state.ts';
import type { Context } from '#server/context.ts';
import { commitTo } from '#server/log/commit.ts';
import { announceBox } from '#server/log/announce.ts';
import { drop } from '#server/log/drop.ts';
import { giveBack } from '#server/log/give-back.ts';
import { leave } from '#server/log/leave.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';

/** Enough to answer whoever asks in many spaces, and far from filling a disk. */
export const boxesPerHour = 600;
/** Each is a page of a log, so that this gives back more in an hour than anybody writes in a day. */
export const givesPerHour = 300;

/** Opens a space. The community is opened by founding alone. */
export async function openSpace(
  context: Context,
  visit: SignedInVisit,
  request: RequestOf<'openSpace'>,
): Promise<Answer<AnswerOf<'openSpace'>>> {
  if ((await context.store.read.instance()) === null) return refuse('no-card');
  const read = fromCbor(commitSchema, request.commit.commit);
  if (read.ok && read.value.kind === 'community') return refuseNotInLog('commit-refused', 'kind');
  return commitTo(context, { space: null, author: visit.session.person, request });
}

export function appendEvent(
  { appender }: Context,
  visit: SignedInVisit,
  event: RequestOf<'append'>,
): Promise<Answer<AnswerOf<'append'>>> {
  return appender.append(visit.session.person, visit.place, event);
}

/** By a member, or by somebody invited who adds themselves. For anybody else this space is not there. */
export async function commit(
  context: Context,
  visit: SignedInVisit,
  request: RequestOf<'commit'>,
): Promise<Answer<AnswerOf<'commit'>>> {
  const { person } = visit.session;
  const place = await context.places.of(visit.place);
  if (place === null) return refuseNotInLog('not-a-member');
  const isMember = memberOf(place.state, idFromBytes(person)) !== undefined;
  const wasMember = (await context.store.read.membership(visit.place, person)) !== null;
  if (!isMember && !wasMember && !(await holdsInvitation(context, visit, request))) {
    return refuseNotInLog('not-a-member');
  }
  return commitTo(context, { space: visit.place, author: person, request });
}

async function holdsInvitation(
  { store }: Context,
  visit: SignedInVisit,
  request: RequestOf<'commit'>,
): Promise<boolean> {
  const read = fromCbor(commitSchema, request.commit.commit);
  const [add] = read.ok ? read.value.adds : [];
  if (add?.accept === undefined || !equalBytes(add.person, visit.session.person)) return false;
  return (await store.read.invitation(visit.place, add.accept.invitation)) !== null;
}

/** Another box for whoever lacks one. Whether it is the right secret only its receiver can tell. */
export async function leaveBox(
  { store, places, bus, clock }: Context,
  visit: SignedInVisit,
  box: RequestOf<'leaveBox'>,
): Promise<Answer<AnswerOf<'leaveBox'>>> {
  const place = await places.of(visit.place);
  if (place === null) return refuse('not-a-member');
  const isMember = memberOf(place.state, idFromBytes(box.to)) !== undefined;
  const isInvited = place.state.invitations.some(({ signPk }) => equalBytes(signPk, box.to));
  if (!isMember && !isInvited) return refuse('not-found');
  if (box.epoch > place.state.epoch) return refuse('malformed', 'an epoch to come');
  const { person } = visit.session;
  const leaving = { most: boxesPerHour, now: clock(), lasts: hour };
  if (!(await store.passing.count(`box ${idFromBytes(person)}`, leaving))) return refuse('too-many');
  await store.write((writes) => writes.putBox(visit.place, person, box), []);
  if (isMember) announceBox(bus, idFromBytes(box.to));
  return ok({});
}

/** What the server lost, from somebody who has it. */
export async function giveBackEntries(
  context: Context,
  visit: SignedInVisit,
  { entries }: RequestOf<'giveBack'>,
): Promise<Answer<AnswerOf<'giveBack'>>> {
  const giving = { most: givesPerHour, now: context.clock(), lasts: hour };
  const key = `give-back ${idFromBytes(visit.session.person)}`;
  if (!(await context.store.passing.count(key, giving))) return refuse('too-many');
  const giver = idFromBytes<'person'>(visit.session.person);
  return giveBack(context, { giver, space: visit.place, entries });
}

export function leaveSpace(
  context: Context,
  visit: SignedInVisit,
  signed: RequestOf<'leave'>,
): Promise<Answer<AnswerOf<'leave'>>> {
  return leave(context, { person: visit.session.person, space: visit.place, signed });
}

export function dropBodies(
  context: Context,
  visit: SignedInVisit,
  signed: RequestOf<'drop'>,
): Promise<Answer<AnswerOf<'drop'>>> {
  return drop(context, { person: visit.session.person, space: visit.place, signed });
}
