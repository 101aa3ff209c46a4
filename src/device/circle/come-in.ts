import type { SeatAt, SeatView } from '#device/device.ts';
import { lookThrough, type Look } from '#device/door/look.ts';
import { takeSeat } from '#device/door/take-seat.ts';
import type { Home } from '#device/home.ts';
import { keepKnock } from '#device/knock/letters.ts';
import { act } from '#device/outbox/act.ts';
import { isMemberOf } from '#device/space/live.ts';
import { nameAmongAll, nameIn } from '#device/view/names.ts';
import { namesOf } from '#device/view/space-view.ts';
import { agreementView } from '#domain/agreement/view.ts';
import { named } from '#domain/member/named.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute } from '#kernel/time.ts';

/** What somebody reads before they sit down: who is there, what it is for, and what the circle agrees. */
export async function lookAtSeat(home: Home, at: SeatAt): Promise<Result<SeatView>> {
  const found = await lookFrom(home, at);
  if (!found.ok) return found;
  const { live, open } = found.value;
  const { state } = live.fold;
  const member = home.spaces.get(live.id);
  return ok({
    kind: 'circle',
    name: state.space.name ?? '',
    purpose: state.space.purpose,
    look: state.space.look,
    inviterName: nameIn(home, state, idFromBytes(open.opener)),
    members: state.members.map((person) => ({ person, name: nameIn(home, state, person), isMe: false })),
    names: namesOf(home, state),
    agreement: agreementView(state),
    until: open.until * minute,
    alreadyIn: member !== undefined && isMemberOf(member, home.me.person) ? live.id : null,
  });
}

/** Sits down. What the circle agrees waits for me by name from then on. */
export async function comeIn(home: Home, at: SeatAt): Promise<Result<SpaceId>> {
  const found = await lookFrom(home, at);
  if (!found.ok) return found;
  const seat = await takeSeat(home, found.value);
  if (!seat.ok) return seat;
  const letter = 'knock' in at ? home.knocks.get(at.knock) : undefined;
  if (letter !== undefined) await keepKnock(home, { ...letter, state: 'accepted' });
  await act(home, seat.value, named({ name: nameAmongAll(home, home.me.person) }));
  return ok(seat.value.id);
}

async function lookFrom(home: Home, at: SeatAt): Promise<Result<Look>> {
  if (!('knock' in at)) return lookThrough(home.transport, at.fragment, 'circle');
  const letter = home.knocks.get(at.knock);
  if (letter?.circle === undefined) return refuse('not-found');
  const look = await lookThrough(home.transport, letter.link, 'circle');
  if (!look.ok) return look;
  // A link of somebody else's, handed on, would seat me among strangers.
  return equalBytes(look.value.fragment.inviter, letter.from) ? look : refuse('link-altered');
}
