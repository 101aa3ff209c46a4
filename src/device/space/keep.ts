import type { MadeCommit } from '#crypto/commit.ts';
import type { Look } from '#device/door/look.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { keepSecret } from '#device/outbox/raise-epoch.ts';
import { keepMet } from '#device/people.ts';
import { receivedToRest } from '#device/repair/received.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { toRest } from '#device/space/rest.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';

/** A space of my own making: its secret is here before its log is read. */
export async function keepOpened(home: Home, { commit }: MadeCommit, secret: Bytes): Promise<LiveSpace> {
  const id = idFromBytes<'space'>(commit.space);
  // The stream may have told of it already.
  const live = home.spaces.get(id) ?? startLive(id, commit.kind ?? 'pair');
  live.kept = true;
  if (live.epochs.get(commit.epoch)?.secret === undefined) keepSecret(live, commit, secret);
  home.spaces.set(id, live);
  await catchUp(home, live);
  return live;
}

/** What was verified through a link is kept, and read on from there as a member. */
export async function keepLooked(home: Home, { live: looked, inviter }: Look): Promise<LiveSpace> {
  await keepMet(home, inviter);
  const live = home.spaces.get(looked.id) ?? looked;
  for (const [number, epoch] of looked.epochs) {
    if (live.epochs.get(number)?.secret === undefined) live.epochs.set(number, epoch);
  }
  live.kept = true;
  home.spaces.set(live.id, live);
  const places = Array.from({ length: live.place.seq }, (_, index) => index + 1);
  await home.safe.write([...toRest(live, places), ...(await receivedToRest(home.safe, live, places))]);
  await catchUp(home, live);
  return live;
}
