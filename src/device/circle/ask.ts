import { isApart } from '#device/apart.ts';
import type { Seat } from '#device/circle/open-seats.ts';
import { openSeats } from '#device/circle/open-seats.ts';
import { noteSeatFor } from '#device/circle/seat-for.ts';
import type { Home } from '#device/home.ts';
import { sendLetter } from '#device/knock/letters-out.ts';
import { closeInvitation } from '#device/space/invite.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { communityOf, stateOf } from '#device/view/names.ts';
import { idToBytes, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { memberOf } from '#protocol/space-state.ts';

/** Asks one more person into a circle, with a line of words. */
export async function askInto(
  home: Home,
  live: LiveSpace,
  { to, words }: { readonly to: PersonId; readonly words: string },
): Promise<Result<void>> {
  const may = mayAsk(home, to);
  if (!may.ok) return may;
  if (live.fold.state.members.includes(to)) return refuse('already-a-member');
  const seats = await openSeats(home, live, 1);
  if (!seats.ok) return seats;
  const [seat] = seats.value;
  return seat === undefined ? refuse('commit-refused') : leaveLetterFor(home, live, { to, words, seat });
}

/** Whoever is asked is somebody of this place whom I meet, and whose keys are known here. */
export function mayAsk(home: Home, to: PersonId): Result<null> {
  if (isApart(home, to)) return refuse('kept-apart');
  const state = communityOf(home)?.place.state;
  return state && memberOf(state, to) !== undefined ? ok(null) : refuse('not-a-member');
}

/** The letter that goes with a seat. Where it cannot be left, nobody will come, and the seat is closed again. */
export async function leaveLetterFor(
  home: Home,
  live: LiveSpace,
  asking: { readonly to: PersonId; readonly words: string; readonly seat: Seat },
): Promise<Result<void>> {
  const { to, words, seat } = asking;
  const community = communityOf(home);
  if (community === undefined) return refuse('not-a-member');
  await noteSeatFor(home, seat.id, to);
  const left = await sendLetter(home, {
    state: 'on-its-way',
    space: idToBytes(live.id),
    to: idToBytes(to),
    through: idToBytes(community.id),
    link: seat.fragment,
    words,
    circle: stateOf(home, live).space.name ?? '',
  });
  if (left.ok) return left;
  const signPk = textToBytes(seat.id);
  if (signPk !== null) await closeInvitation(home, live, signPk);
  return left;
}
