import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { day, hour, minute, toMinutes, type Minutes } from '#kernel/time.ts';
import { boxAsksMost, type AnswerOf, type RequestOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import { announceAsked, peopleIn } from '#server/log/announce.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';

/** Whoever has not come back by then asks again when they do. */
export const boxAskLasts: Minutes = (30 * day) / minute;
/** Each tells everybody in a space, and lets each of them seal something. */
export const asksPerHour = 60;

/** Somebody's key of an epoch has not come. Those who are in the space with them hear of it. */
export async function askForBox(
  { store, places, bus, clock }: Context,
  { session: { person }, place: space }: SignedInVisit,
  { epoch }: RequestOf<'askForBox'>,
): Promise<Answer<AnswerOf<'askForBox'>>> {
  const place = await places.of(space);
  if (place === null) return refuse('not-a-member');
  if (epoch > place.state.epoch) return refuse('malformed', 'an epoch to come');
  const asking = { most: asksPerHour, now: clock(), lasts: hour };
  if (!(await store.passing.count(`box-ask ${idFromBytes(person)}`, asking))) return refuse('too-many');
  await store.write((writes) => writes.putBoxAsk({ space, person, epoch }, toMinutes(clock())), []);
  // To my other devices as well: one of them may have it.
  announceAsked(bus, space, peopleIn(place.state));
  return ok({});
}

/** The key has come: nobody has to leave another box. */
export async function boxOpened(
  { store }: Context,
  { session: { person }, place: space }: SignedInVisit,
  { epoch }: RequestOf<'boxOpened'>,
): Promise<Answer<AnswerOf<'boxOpened'>>> {
  await store.write((writes) => writes.dropBoxAsk({ space, person, epoch }), []);
  return ok({});
}

export async function boxesAsked(
  { store }: Context,
  { session: { person } }: SignedInVisit,
): Promise<Answer<AnswerOf<'boxesAsked'>>> {
  return ok({ asked: [...(await store.read.boxAsksFor(person, boxAsksMost))] });
}
