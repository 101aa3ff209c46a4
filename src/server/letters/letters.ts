import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { day, minute, toMinutes, type Minutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import { announceLetter } from '#server/log/announce.ts';
import type { Answer } from '#server/refusal.ts';
import type { SignedInVisit } from '#server/visit.ts';

export const lettersPerDay = 5;
/** Enough to ask everybody of one circle into another. */
export const lettersAmongFriendsPerDay = 50;
export const knocksMost = 2;
const oneDay: Minutes = day / minute;
/** Answered, declined or unread: kept this long, so that its going tells nobody anything. */
export const letterLasts: Minutes = 30 * oneDay;

/**
 * Leaves a letter for one person. What the sender is told depends on their own letters and on those that came to them,
 * never on whether anything was read.
 */
export async function leaveLetter(
  { store, clock, bus }: Context,
  visit: SignedInVisit,
  { to, sealed }: RequestOf<'leaveLetter'>,
): Promise<Answer<AnswerOf<'leaveLetter'>>> {
  const from = visit.session.person;
  if (equalBytes(from, to)) return refuse('not-found');
  const at = toMinutes(clock());
  const left = await store.write(
    async (writes) => {
      const sentToday = await writes.lettersSince(from, at - oneDay);
      if (await writes.shareAClosedSpace(from, to)) {
        // They have said yes to each other before, and each can end that by leaving: one more circle needs no patience.
        if (sentToday >= lettersAmongFriendsPerDay) return refuse('letters-today');
        return ok(await writes.addLetter({ from, to, at, sealed }));
      }
      if (await writes.letterBetween(from, to, at - letterLasts)) return refuse('letter-open');
      const count = await writes.knockCount(from, to);
      if (count >= knocksMost) return refuse('letter-last');
      if (sentToday >= lettersPerDay) return refuse('letters-today');
      await writes.putKnockCount(from, to, count + 1);
      await writes.putKnockCount(to, from, 0);
      return ok(await writes.addLetter({ from, to, at, sealed }));
    },
    [from, to],
  );
  if (!left.ok) return left;
  announceLetter(bus, left.value, idFromBytes(to));
  return ok({});
}

export async function readLetters(
  { store, clock }: Context,
  visit: SignedInVisit,
): Promise<Answer<AnswerOf<'letters'>>> {
  const letters = await store.read.lettersTo(visit.session.person, visit.after);
  const since = toMinutes(clock()) - letterLasts;
  return ok({ letters: letters.filter(({ at }) => at > since) });
}
