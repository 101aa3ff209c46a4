import { takeSeat } from '#device/door/take-seat.ts';
import { lookThrough } from '#device/door/look.ts';
import { isApart } from '#device/apart.ts';
import type { Home } from '#device/home.ts';
import { keepKnock } from '#device/knock/letters.ts';
import { act } from '#device/outbox/act.ts';
import { leaveSpace } from '#device/space/leave.ts';
import { askedIn, isWaitingForOther, nameAmongAll } from '#device/view/names.ts';
import { named } from '#domain/member/named.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Takes the seat that somebody kept free. */
export async function acceptKnock(home: Home, id: number): Promise<Result<SpaceId>> {
  const letter = home.knocks.get(id);
  if (letter === undefined || isApart(home, idFromBytes(letter.from))) return refuse('not-found');
  const look = await lookThrough(home.transport, letter.link, 'pair');
  if (!look.ok) return look;
  // A link of somebody else's, handed on, would seat me with a stranger.
  if (!equalBytes(look.value.fragment.inviter, letter.from)) return refuse('link-altered');

  const seat = await takeSeat(home, look.value);
  if (!seat.ok) return seat;
  await keepKnock(home, { ...letter, state: 'accepted' });
  await act(home, seat.value, named({ name: nameAmongAll(home, home.me.person) }));
  const from = idFromBytes<'person'>(letter.from);
  const mine = [...home.spaces.values()].filter(
    (one) => isWaitingForOther(one) && askedIn(home, one) === from,
  );
  for (const asked of mine) await leaveSpace(home, asked);
  return ok(seat.value.id);
}

/** Lets a knock be. Nothing is sent, so whoever knocked sees no difference. */
export async function letKnockBe(home: Home, id: number): Promise<Result<void>> {
  if (!home.knocks.has(id)) return refuse('not-found');
  await home.preferences.set(`let-be ${id}`, true);
  home.changedAtHome();
  return ok(undefined);
}
