import { forgetFiles } from '#device/blob/forget.ts';
import type { Home } from '#device/home.ts';
import { lookAhead, readLog, stopLookingAhead, whyNotAsAhead } from '#device/inbox/look-ahead.ts';
import { isKeyMissing, openBoxes } from '#device/inbox/find-keys.ts';
import { placesLetGo } from '#device/inbox/let-go.ts';
import { problemOf, readOn, stop, type Problem } from '#device/inbox/read-on.ts';
import { openWaiting, takeIn, type TakenIn } from '#device/inbox/take-in.ts';
import { receivedToRest } from '#device/repair/received.ts';
import { hashAt, isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { outboxGone, toRest } from '#device/space/rest.ts';
import type { Answer } from '#device/transport.ts';
import { bytesToText, equalBytes, type Bytes } from '#kernel/bytes.ts';
import type { LogEntry } from '#protocol/api.ts';

/** Reads everything that this device lacks of a space, and looks for the keys it lacks. */
export function catchUp(home: Home, live: LiveSpace): Promise<Answer<null>> {
  return live.inbox(async () => {
    let first = await lookAhead(home, live);
    const read = async (after: number) => {
      const page = first ?? (await readLog(home, live, { after }));
      first = null;
      return page;
    };
    const done = await readOn({
      live,
      me: home.me.person,
      read,
      keep: (taken) => keep(home, live, taken),
      giveBack: (end) => giveBack(home, live, end),
    });
    const lost = done.ok ? (whyNotAsBefore(home, live) ?? whyNotAsAhead(live)) : null;
    if (lost !== null) stop(live, lost);
    else if (done.ok) goOn(home, live);
    if (done.ok || live.problem !== undefined) stopLookingAhead(live);
    if (live.problem !== undefined) await keep(home, live, nothingTaken);
    else await lookForKeys(home, live);
    if (done.ok && !live.caughtUp) {
      live.caughtUp = true;
      // Whatever a former run did not come to any more.
      void forgetFiles(home, live);
      home.changed(live);
    }
    return done;
  });
}

/** Hardly ever needed, so it is loaded when it is. */
async function giveBack(home: Home, live: LiveSpace, end: number): Promise<boolean> {
  const { giveBack } = await import('#device/repair/give-back.ts');
  return giveBack(home, live, end);
}

/** The log is whole again: this device gave back what was lost, or another did. */
function goOn(home: Home, live: LiveSpace): void {
  if (live.problem !== 'forgot') return;
  live.problem = undefined;
  home.changed(live);
  home.tryLater(live);
}

/** Another box lies there, perhaps. */
export function lookForKeysAgain(home: Home, live: LiveSpace): Promise<void> {
  return live.inbox(() => lookForKeys(home, live));
}

/** What is left for me to read of a space that I am not in any more: the last entry says why. */
export async function readToTheEnd(home: Home, live: LiveSpace): Promise<void> {
  await live.inbox(async () => {
    const mine = [home.me, ...home.me.former].map(({ sealKey }) => sealKey);
    await readOn({
      live,
      me: home.me.person,
      read: (after) => home.transport.call('formerLog', {}, { space: live.id, query: { after } }),
      async keep(taken, { boxes = [] }) {
        await keep(home, live, taken);
        await openBoxes(live, boxes, mine);
        await keep(home, live, await openWaiting(live, home.me.person));
      },
      // Whoever is not there any more gives nothing back.
      giveBack: async () => false,
    });
  });
}

/** A live entry. Those that come while others are looked at are looked at together. */
export async function arrive(home: Home, live: LiveSpace, entry: LogEntry, hash: Bytes): Promise<void> {
  live.arrivals = [...live.arrivals, { entry, hash }];
  const isWhole = await live.inbox(() => takeArrivals(home, live));
  // What came before it is missing.
  if (!isWhole) await catchUp(home, live);
}

/** False where there is a gap before what arrived. */
async function takeArrivals(home: Home, live: LiveSpace): Promise<boolean> {
  const { arrivals } = live;
  live.arrivals = [];
  // Somebody may be giving back what was lost: it is read anew.
  if (live.problem === 'forgot') return arrivals.length === 0;
  if (live.problem !== undefined) return true;
  const contradicts = arrivals.some(({ entry, hash }) => {
    const known = hashAt(live, entry.seq);
    return known !== undefined && !equalBytes(known, hash);
  });
  if (contradicts) await stopHere(home, live, 'fork');
  const news = arrivals.filter(({ entry }) => entry.seq > live.place.seq);
  const last = news.at(-1);
  if (last === undefined || contradicts) return true;
  const follow = news.every(({ entry }, index) => entry.seq === live.place.seq + 1 + index);
  if (!follow) return false;

  const claim = { seq: last.entry.seq, hash: last.hash };
  const entries = news.map(({ entry }) => entry);
  const taken = await takeIn(live, { entries, claim, me: home.me.person });
  if (!taken.ok) {
    await stopHere(home, live, problemOf(taken.refusal.code));
    return true;
  }
  await keep(home, live, taken.value);
  await lookForKeys(home, live);
  return true;
}

export async function stopHere(home: Home, live: LiveSpace, problem: Problem) {
  stop(live, problem);
  await keep(home, live, nothingTaken);
}

/** What this device made itself is on its disk without anything having to be read first. */
export function writeDown(home: Home, live: LiveSpace): Promise<void> {
  return live.inbox(() => keep(home, live, nothingTaken));
}

const nothingTaken: TakenIn = { changed: [], settled: new Set() };

/** A log, read to its end, runs through what another device of mine had verified. Null where it does. */
function whyNotAsBefore({ verifiedBefore }: Home, live: LiveSpace): Problem | null {
  const before = verifiedBefore.get(live.id);
  if (before === undefined || before.seq === 0) return null;
  const here = hashAt(live, before.seq);
  if (here === undefined) return 'forgot';
  return equalBytes(here, before.hash) ? null : 'fork';
}

/** Writes down what was read; whatever of mine came back leaves the outbox in the same stroke. */
async function keep(home: Home, live: LiveSpace, { changed, settled }: TakenIn): Promise<void> {
  const received = await receivedToRest(home.safe, live, changed);
  const back = live.outbox.filter(({ id, once }) => settled.has(bytesToText(once)) || settled.has(id));
  live.outbox = live.outbox.filter((record) => !back.includes(record));
  for (const { number } of back) live.taken.delete(number);
  home.changed(live);
  await home.safe.write([
    ...toRest(live, changed),
    ...received,
    ...back.map((record) => outboxGone(live, record)),
  ]);
  // Not waited for: it may be much.
  if (changed.some((seq) => letsGo(live, seq))) void forgetFiles(home, live);
}

function letsGo(live: LiveSpace, seq: number): boolean {
  const entry = live.fold.ledger.entries.at(seq - 1);
  return entry !== undefined && placesLetGo(live, entry).length > 0;
}

async function lookForKeys(home: Home, live: LiveSpace): Promise<void> {
  // Whoever went has the keys that they had.
  if (!isKeyMissing(live) || !isMemberOf(live, home.me.person)) return;
  const answer = await home.transport.call('boxes', {}, { space: live.id });
  if (!answer.ok) return;
  const known = secretsOf(live);
  const { me } = home;
  const mine = [me, ...me.former].map(({ sealKey }) => sealKey);
  await openBoxes(live, answer.value.boxes, mine);
  // A key may have come by another way too, from a link or out of this device's own making.
  const opened = await openWaiting(live, me.person);
  if (secretsOf(live) > known || opened.changed.length > 0) await keep(home, live, opened);
  if (live.asked.size === 0 && !isKeyMissing(live)) return;
  const { askForKeys, thankForKeys } = await import('#device/repair/ask-for-keys.ts');
  await thankForKeys(home, live);
  await askForKeys(home, live);
}

function secretsOf(live: LiveSpace): number {
  return [...live.epochs.values()].filter(({ secret }) => secret !== undefined).length;
}
