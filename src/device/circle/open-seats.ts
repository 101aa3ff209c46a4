import { nextCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import { fragmentOf, newInvitation, type Invitation } from '#crypto/invitation.ts';
import type { MadeCommit } from '#crypto/commit.ts';
import { expiredSeats } from '#device/circle/expired.ts';
import { handOn } from '#device/circle/hand-on.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { invitationLasts } from '#device/knock/open-pair.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
import { boxesFor, keepSecret, sendCommit, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { meetMembers, newerLines } from '#device/people.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute, toMinutes, type Millis } from '#kernel/time.ts';
import type { Open } from '#protocol/commit.ts';

/** So many fit into one commit. */
export const seatsAtOnce = 16;

/** A place that is kept free in a circle, with the link that opens it. */
export interface Seat {
  /** The invitation's key as text, by which it is closed. */
  readonly id: string;
  /** What stands behind the `#`. */
  readonly fragment: string;
  readonly until: Millis;
}

/** Opens seats in a circle, in a new epoch: whoever is invited holds no key to what was said before. */
export async function openSeats(
  home: Home,
  live: LiveSpace,
  count: number,
): Promise<Result<readonly Seat[]>> {
  if (!(await keysBrought(home, live))) return refuse('epoch-due');
  const met = await meetMembers(home, live);
  if (met !== 'known') return refuse(met === 'strange' ? 'person-differs' : 'offline');
  const opened = await live.committing(() => tryToOpen(home, live, count));
  if (opened.ok) await handOn(home, live);
  return opened;
}

/** One seat, for whoever holds the link. */
export async function openSeatByLink(
  home: Home,
  live: LiveSpace,
): Promise<Result<{ readonly link: string; readonly until: Millis }>> {
  if (live.kind !== 'circle') return refuse('not-in-this-space');
  const seats = await openSeats(home, live, 1);
  if (!seats.ok) return seats;
  const [seat] = seats.value;
  if (seat === undefined) return refuse('commit-refused');
  return ok({ link: `${home.transport.origin}/circles/join#${seat.fragment}`, until: seat.until });
}

async function tryToOpen(home: Home, live: LiveSpace, count: number): Promise<Result<readonly Seat[]>> {
  for (let tries = 0; tries < 5; tries++) {
    const { state } = live.place;
    if (state === null) return refuse('key-missing');
    const invitations = await newInvitations(count);
    const secret = newSecret();
    const made = await nextCommit({
      place: live.place,
      author: home.me.line.person,
      signKey: home.me.signKey,
      change: {
        opens: opensOf(home, invitations),
        closes: expiredSeats(home, live),
        updates: await newerLines(home, state),
        raise: { secret },
      },
    });
    if (!made.ok) return made;
    const sent = await sendCommit(home, live, made.value, await boxesFor(made.value, secret));
    if (sent.ok) keepSecret(live, made.value.commit, secret);
    await catchUp(home, live);
    if (sent.ok) return ok(seatsOf(home, made.value, invitations));
    if (!worthAnotherTry.has(sent.refusal.code)) return refuse(sent.refusal.code);
  }
  return refuse('commit-refused');
}

export function newInvitations(count: number): Promise<readonly Invitation[]> {
  return Promise.all(Array.from({ length: count }, newInvitation));
}

export function opensOf(home: Home, invitations: readonly Invitation[]): readonly Open[] {
  const until = toMinutes(home.clock() + invitationLasts) - 1;
  return invitations.map(({ signKey, sealKey }) => ({
    signPk: signKey.publicKey,
    sealPk: sealKey.publicKey,
    until,
  }));
}

export function seatsOf(
  home: Home,
  { commit, id }: MadeCommit,
  invitations: readonly Invitation[],
): readonly Seat[] {
  const { line } = home.me;
  return invitations.map(({ secret, signKey }, index) => ({
    id: bytesToText(signKey.publicKey),
    until: (commit.opens[index]?.until ?? 0) * minute,
    fragment: fragmentOf({
      secret,
      space: commit.space,
      number: commit.number,
      commit: idToBytes(id),
      inviter: line.person,
      inviterHead: line.chainHead,
    }),
  }));
}
