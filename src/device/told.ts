import { hearOfCard, lookAtCard } from '#device/account/card.ts';
import type { Home } from '#device/home.ts';
import { isKeyMissing } from '#device/inbox/find-keys.ts';
import { arrive, catchUp, lookForKeysAgain, readToTheEnd } from '#device/inbox/inbox.ts';
import { fetchLetters } from '#device/knock/letters.ts';
import { leaveWaitingLetters } from '#device/knock/letters-out.ts';
import { raiseIfOverdue } from '#device/outbox/raise-epoch.ts';
import { send } from '#device/outbox/send.ts';
import { meetMembers } from '#device/people.ts';
import { dropWhatWasDropped } from '#device/space/left.ts';
import { keepingIn } from '#device/space/kept-after.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import type { Told } from '#device/stream.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idFromBytes } from '#kernel/ids.ts';
import type { Head } from '#protocol/api.ts';

/** What the server tells while the line is open. */
export async function takeTold(home: Home, told: Told): Promise<void> {
  switch (told.event) {
    case 'heads':
      return catchUpWithHeads(home, told.told.heads);
    case 'space':
      await meetSpace(home, told.told);
      return;
    case 'entry': {
      const { space, entry, hash } = told.told;
      const live = home.spaces.get(idFromBytes(space));
      if (live === undefined) return;
      await arrive(home, live, entry, hash);
      // Told of here, I am in it, or it has just been said here that I am not.
      live.outside = false;
      // Somebody may be back for whom words were held, and the last may have chosen.
      if (live.outbox.some(({ draft }) => draft.heldFor !== undefined)) void send(home, live);
      await letGoIfEnded(home, live);
      if (entry.event === undefined) await lookAround(home, live);
      return;
    }
    case 'letter':
      return fetchLetters(home);
    case 'asked':
      return answerAsks(home);
    case 'box':
      return lookForBoxes(home);
    case 'card':
      return hearOfCard(home);
    // The keeper of the vault listens itself.
    case 'vault':
      return;
  }
}

/** The line is open again: reads what is missing everywhere, then sends what waits, then looks after the rest. */
export async function catchUpWithHeads(home: Home, heads: readonly Head[]): Promise<void> {
  noteOutside(home, heads);
  await dropWhatWasDropped(home);
  const looking = lookAtCard(home);
  // What somebody is looking at comes first, then the community, from which the others have their names.
  const urgency = ({ space, kind }: Head) =>
    home.isLookedAt(idFromBytes(space)) ? 0 : kind === 'community' ? 1 : 2;
  const inTurn = [...heads].sort((a, b) => urgency(a) - urgency(b));
  await inLanes(inTurn, (head) => readTo(home, head));
  // Whoever was away hears of a changed card before anything leaves here.
  await looking;
  for (const live of home.spaces.values()) void send(home, live);
  for (const { space } of inTurn) {
    const live = home.spaces.get(idFromBytes(space));
    if (live !== undefined) await lookAround(home, live);
    if (live !== undefined) await letGoIfEnded(home, live);
  }
  await fetchLetters(home);
  await leaveWaitingLetters(home);
  await answerAsks(home);
}

/** Another box for whoever asks, in the spaces that I share with them. */
async function answerAsks(home: Home): Promise<void> {
  const answer = await home.transport.call('boxesAsked', {});
  if (!answer.ok || answer.value.asked.length === 0) return;
  const { leaveBoxes } = await import('#device/repair/leave-boxes.ts');
  await leaveBoxes(home, answer.value.asked);
}

/** Another box lies there for me: which one shows where a key is missing. */
async function lookForBoxes(home: Home): Promise<void> {
  for (const live of home.spaces.values()) {
    if (isKeyMissing(live)) await lookForKeysAgain(home, live);
  }
}

/**
 * A leave or a removal is told to whoever is connected just then. So where I left on another device, or was removed
 * while I was away, the space has no head for me any more; what is left to read says why.
 */
function noteOutside(home: Home, heads: readonly Head[]): void {
  const mine = new Set(heads.map(({ space }) => idFromBytes<'space'>(space)));
  for (const live of home.spaces.values()) {
    const outside = live.place.seq > 0 && !mine.has(live.id);
    if (outside) void comeBackIn(home, live);
    if (outside === live.outside) continue;
    live.outside = outside;
    home.changed(live);
    if (outside) void readToTheEnd(home, live);
  }
}

/** Unless the server has lost the space itself: then it is given back by whoever opened it. */
async function comeBackIn(home: Home, live: LiveSpace): Promise<void> {
  const { giveBackOpening } = await import('#device/repair/give-back.ts');
  if (!(await giveBackOpening(home, live))) return;
  live.outside = false;
  await catchUp(home, live);
}

/** Enough that nobody waits for answers one by one, few enough that what somebody sends meanwhile finds a way out. */
const lanes = 3;

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A space that I am in, and whoever is in it with me. */
async function meetSpace(home: Home, head: Head): Promise<void> {
  await lookAround(home, await readTo(home, head));
}

/** Where the stream breaks too, whoever opens it again says all heads anew; it may also stay while an answer is lost. */
const worthAnotherTry = new Set(['offline', 'too-many', 'store-away']);

/** Reads a space up to its head. One that is new here is kept from now on. */
export async function readTo(home: Home, head: Head): Promise<LiveSpace> {
  const id = idFromBytes<'space'>(head.space);
  const known = home.spaces.get(id);
  const live = known ?? startLive(id, head.kind);
  live.kept = true;
  live.outside = false;
  home.spaces.set(id, live);
  // It may just be being read, because somebody looks at it.
  await live.inbox(async () => undefined);
  // Whoever was reading it has given it up meanwhile, and what is read of it now would be nowhere to be seen.
  if (home.spaces.get(id) !== live) return readTo(home, head);
  const isThere = live.place.seq === head.seq && equalBytes(live.place.hash, head.hash);
  if (!isThere || !live.caughtUp || isKeyMissing(live) || live.problem === 'forgot') {
    const done = await catchUp(home, live);
    if (!done.ok && worthAnotherTry.has(done.refusal.code)) home.readLater(head);
    // Nothing is here of it and nothing is wrong with it: it is not shown before something is.
    if (!done.ok && isEmpty(live) && live.problem === undefined) home.spaces.delete(id);
  }
  return live;
}

/** One that this device has just opened itself holds its key and perhaps words, before anything is read of it. */
function isEmpty({ place, epochs, outbox }: LiveSpace): boolean {
  return place.seq === 0 && epochs.size === 0 && outbox.length === 0;
}

/** After somebody came or went. */
async function lookAround(home: Home, live: LiveSpace): Promise<void> {
  await meetMembers(home, live);
  if (live.kind === 'community') await fetchLetters(home);
  await raiseIfOverdue(home, live);
}

/** Hardly ever needed, so it is loaded when it is. */
async function letGoIfEnded(home: Home, live: LiveSpace): Promise<void> {
  if (live.fold.state.ended === null || keepingIn(home, live.id) !== 'let-go') return;
  const { letGoWhereEnded } = await import('#device/space/keeping.ts');
  await letGoWhereEnded(home, live);
}
