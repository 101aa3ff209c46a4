import { nextCommit, type MadeCommit } from '#crypto/commit.ts';
import { newSecret, sealBox } from '#crypto/epoch.ts';
import { expiredSeats } from '#device/circle/expired.ts';
import type { Home } from '#device/home.ts';
import { catchUp, writeDown } from '#device/inbox/inbox.ts';
import { pause } from '#device/pause.ts';
import { newerLines } from '#device/people.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import type { Box, Commit } from '#protocol/commit.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { day } from '#kernel/time.ts';
import type { Answer } from '#device/transport.ts';

/** Begins a new epoch, so that whoever left cannot read on. False where that has to wait. */
export async function raiseEpoch(home: Home, live: LiveSpace): Promise<boolean> {
  const isDue = () => live.place.state?.due === true || expiredSeats(home, live).length > 0;
  for (let tries = 0; tries < 5 && isDue(); tries++) {
    if (!(await beginEpoch(home, live))) return false;
    const caughtUp = await catchUp(home, live);
    if (!caughtUp.ok) return false;
  }
  return live.place.state?.due === false;
}

/** Where talking goes on after a leave, the first device that is there a day later begins the new epoch. */
export async function raiseIfOverdue(home: Home, live: LiveSpace): Promise<void> {
  const { dueSince } = live;
  const isOverdue = dueSince !== undefined && home.clock() - dueSince >= day;
  if (isOverdue && live.problem === undefined && isMemberOf(live, home.me.person))
    await raiseEpoch(home, live);
}

/**
 * Asks once for a new epoch, sealed to what is known here of everybody's newest keys. False where it is no use to ask
 * again now; whether it has begun is told by the log.
 */
export async function beginEpoch(home: Home, live: LiveSpace): Promise<boolean> {
  const { state } = live.place;
  if (state === null) return false;
  const secret = newSecret();
  const made = await nextCommit({
    place: live.place,
    author: home.me.line.person,
    signKey: home.me.signKey,
    change: {
      updates: await newerLines(home, state),
      closes: expiredSeats(home, live),
      raise: { secret, earlier: handedOn(live) },
    },
  });
  if (!made.ok) return false;
  const sent = await sendCommit(home, live, made.value, await boxesFor(made.value, secret));
  if (sent.ok) {
    keepSecret(live, made.value.commit, secret);
    await writeDown(home, live);
  }
  return sent.ok || worthAnotherTry.has(sent.refusal.code);
}

/** Somebody else's commit was first: look at it, then make another. */
export const worthAnotherTry: ReadonlySet<string> = new Set([
  'commit-refused',
  'state-differs',
  'boxes-missing',
]);

export function sendCommit(
  home: Home,
  live: LiveSpace,
  { signed }: MadeCommit,
  boxes: readonly Box[],
): Promise<Answer<unknown>> {
  return home.transport.call('commit', { commit: signed, boxes: [...boxes] }, { space: live.id });
}

/** In slices, so that whoever asks this device something meanwhile is answered between them. */
const sealedAtOnce = 32;

/** The secret sealed to each member and to each open invitation. */
export async function boxesFor({ commit, place }: MadeCommit, secret: Bytes): Promise<Box[]> {
  const { space, number, prev, epoch } = commit;
  const members = place.state?.members ?? [];
  const invitations = place.state?.invitations ?? [];
  const receivers = [
    ...members.map(({ person, sealPk }) => ({ to: person, sealPk })),
    ...invitations.map(({ signPk, sealPk }) => ({ to: signPk, sealPk })),
  ];
  const boxes: Box[] = [];
  for (let from = 0; from < receivers.length; from += sealedAtOnce) {
    if (from > 0) await pause();
    const some = receivers.slice(from, from + sealedAtOnce);
    const sealing = some.map((receiver) => sealBox({ ...receiver, secret, space, epoch, number, prev }));
    boxes.push(...(await Promise.all(sealing)));
  }
  return boxes;
}

/** My own epoch can be read before its commit has come back. */
export function keepSecret(
  live: LiveSpace,
  { epoch, number, prev, keyHash, earlier }: Commit,
  secret: Bytes,
): void {
  if (keyHash !== undefined) live.epochs.set(epoch, { epoch, number, prev, keyHash, earlier, secret });
}

/** Newcomers read the past only where the space says so from its beginning. */
export function handedOn(live: LiveSpace): { epoch: number; secret: Bytes } | undefined {
  if (live.place.state?.history !== 'all') return undefined;
  const newest = [...live.epochs.values()]
    .filter(({ secret }) => secret !== undefined)
    .sort((a, b) => b.epoch - a.epoch)[0];
  return newest?.secret === undefined ? undefined : { epoch: newest.epoch, secret: newest.secret };
}
