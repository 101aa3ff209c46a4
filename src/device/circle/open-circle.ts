import { firstCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import type { CircleOpened, CircleOpening } from '#device/device.ts';
import { leaveLetterFor, mayAsk } from '#device/circle/ask.ts';
import {
  newInvitations,
  openSeats,
  opensOf,
  seatsAtOnce,
  seatsOf,
  type Seat,
} from '#device/circle/open-seats.ts';
import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import { boxesFor } from '#device/outbox/raise-epoch.ts';
import { meetMembers } from '#device/people.ts';
import { keepOpened } from '#device/space/keep.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { communityOf, nameAmongAll } from '#device/view/names.ts';
import { named } from '#domain/member/named.ts';
import { described } from '#domain/space/described.ts';
import { spaceNamedAs } from '#domain/space/named.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Opens a circle, and asks these people into it. Each of them says yes by themselves. */
export async function openCircle(home: Home, opening: CircleOpening): Promise<Result<CircleOpened>> {
  const { name, purpose, look, ask, words } = opening;
  const community = communityOf(home);
  if (community === undefined) return refuse('not-a-member');
  const met = await meetMembers(home, community);
  if (met !== 'known') return refuse(met === 'strange' ? 'person-differs' : 'offline');
  for (const to of ask) {
    const may = mayAsk(home, to);
    if (!may.ok) return may;
  }

  const opened = await openWithSeats(home, Math.min(ask.length, seatsAtOnce));
  if (!opened.ok) return opened;
  const { live } = opened.value;
  await act(home, live, spaceNamedAs({ name: name.trim() }));
  await act(home, live, described(purpose, look));
  await act(home, live, named({ name: nameAmongAll(home, home.me.person) }));

  const seats = [...opened.value.seats];
  while (seats.length < ask.length) {
    const more = await openSeats(home, live, Math.min(ask.length - seats.length, seatsAtOnce));
    if (!more.ok) break;
    seats.push(...more.value);
  }
  const notAsked: PersonId[] = [];
  for (const [index, to] of ask.entries()) {
    const seat = seats[index];
    const left = seat && (await leaveLetterFor(home, live, { to, words, seat }));
    if (left?.ok !== true) notAsked.push(to);
  }
  home.changedAtHome();
  return ok({ space: live.id, notAsked });
}

async function openWithSeats(
  home: Home,
  count: number,
): Promise<Result<{ readonly live: LiveSpace; readonly seats: readonly Seat[] }>> {
  const secret = newSecret();
  const invitations = await newInvitations(count);
  const made = await firstCommit({
    kind: 'circle',
    author: home.me.line,
    signKey: home.me.signKey,
    secret,
    opens: opensOf(home, invitations),
  });
  if (!made.ok) return made;
  const boxes = await boxesFor(made.value, secret);
  const answer = await home.transport.call('openSpace', { commit: made.value.signed, boxes });
  if (!answer.ok) return refuse(answer.refusal.code);
  const live = await keepOpened(home, made.value, secret);
  return ok({ live, seats: seatsOf(home, made.value, invitations) });
}
