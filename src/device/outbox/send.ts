import { waitsForYes } from '#device/account/card.ts';
import { expiredSeats } from '#device/circle/expired.ts';
import { forgetFiles } from '#device/blob/forget.ts';
import type { Home } from '#device/home.ts';
import { catchUp, stopHere } from '#device/inbox/inbox.ts';
import { carriesWords } from '#device/outbox/carries-words.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
import { isHeld, nextReturnIn } from '#device/outbox/held.ts';
import { isAbout } from '#device/outbox/pending.ts';
import { replace } from '#device/outbox/replace.ts';
import { raiseEpoch, raiseIfOverdue } from '#device/outbox/raise-epoch.ts';
import { sealRecord } from '#device/outbox/seal.ts';
import { comesTooLate, endedCode } from '#device/outbox/too-late.ts';
import { meetMembers } from '#device/people.ts';
import type { OutboxRecord } from '#device/records.ts';
import { currentSecret, isNewEpochNeeded, type LiveSpace } from '#device/space/live.ts';
import { outboxGone } from '#device/space/rest.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Sends what waits in a space, one after another. Ends when all is sent, or when there is no use in going on now. */
export function send(home: Home, live: LiveSpace): Promise<void> {
  if (live.outbox.some((record) => waitsForFiles(live, record))) void bringFiles(home, live);
  return live.sending(async () => {
    if (!(await keysBrought(home, live))) {
      if (live.problem === undefined && !live.strange) home.tryLater(live);
      return;
    }
    let triesLeft = 8;
    for (let next = firstToSend(home, live); next !== undefined; next = firstToSend(home, live)) {
      const outcome = await sendOne(home, live, next);
      if (outcome === 'later' || (outcome === 'anew' && triesLeft-- === 0)) return home.tryLater(live);
      if (outcome === 'stopped') return;
      if (outcome === 'sent') triesLeft = 8;
      // In the background: the word has gone out, and whoever left a day ago reads the next one no more.
      if (outcome === 'sent') void raiseIfOverdue(home, live);
    }
    const waitMs = nextReturnIn(home, live);
    if (waitMs !== null) home.tryLater(live, waitMs);
  });
}

/** Takes back what was never sent, or what a refusal stopped. */
export function discard(home: Home, live: LiveSpace, id: EventId): Promise<Result<void>> {
  return live.sending(async () => {
    const record = live.outbox.find((one) => one.id === id);
    if (record === undefined || live.taken.has(record.number)) return refuse('not-found');
    // Once it left this device nobody knows whether it arrived; then it can only be withdrawn.
    if (record.failed === undefined && live.triedToSend.has(record.number)) return refuse('on-its-way');
    live.outbox = live.outbox.filter((one) => one !== record);
    await home.safe.write([outboxGone(live, record)]);
    home.changed(live);
    await forgetFiles(home, live);
    return ok(undefined);
  });
}

function firstToSend(home: Home, live: LiveSpace): OutboxRecord | undefined {
  if (live.problem !== undefined) return undefined;
  const ready = live.outbox.filter(
    (record) => record.failed === undefined && !live.taken.has(record.number) && !isHeld(home, live, record),
  );
  const needsYes = waitsForYes(home);
  // What has to wait holds back what speaks of it, and nothing else.
  const held: OutboxRecord[] = [];
  for (const record of ready) {
    const waits =
      (needsYes && carriesWords(record.draft)) ||
      waitsForFiles(live, record) ||
      held.some(({ id }) => isAbout(record.draft, id));
    if (!waits) return record;
    held.push(record);
  }
  return undefined;
}

/** What it shows is not at the server yet, as far as this run knows. */
function waitsForFiles(live: LiveSpace, { number, draft, failed }: OutboxRecord): boolean {
  return draft.blobs !== undefined && failed === undefined && !live.brought.has(number);
}

/** Most days nobody brings anything, and none of it is loaded. */
async function bringFiles(home: Home, live: LiveSpace): Promise<void> {
  const { sendFiles } = await import('#device/blob/send.ts');
  await sendFiles(home, live, () => void send(home, live));
}

type Outcome = 'sent' | 'failed' | 'anew' | 'later' | 'stopped';

/** Without a word from the server nobody knows whether it is in the log, so the same bytes go again. */
const worthWaiting = new Set(['offline', 'signed-out', 'too-many', 'store-away']);
/** The log has moved on: the same words are sealed for it as it is now. */
const worthSealingAnew = new Set(['seen-wrong', 'epoch-old', 'epoch-due']);

async function sendOne(home: Home, live: LiveSpace, record: OutboxRecord): Promise<Outcome> {
  const met = await meetMembers(home, live);
  if (met !== 'known') return met === 'strange' ? 'stopped' : 'later';
  if (comesTooLate(live, record)) {
    await replace(home, live, { ...record, failed: endedCode });
    return 'failed';
  }
  const ready = record.sealed === undefined ? await sealNow(home, live, record) : record;
  if (ready?.sealed === undefined) return live.problem === undefined ? 'later' : 'stopped';
  live.triedToSend.add(ready.number);
  const answer = await home.transport.call('append', ready.sealed, { space: live.id });
  if (answer.ok) {
    live.refusedSeen = 0;
    if (live.outbox.some(({ number }) => number === ready.number)) live.taken.add(ready.number);
    return 'sent';
  }
  const { code, notInLog } = answer.refusal;
  if (worthWaiting.has(code)) return 'later';
  // It lay there too long before its event came. Then it is brought once more.
  if (code === 'blob-missing' && live.brought.delete(ready.number)) return 'later';
  if (notInLog === true && worthSealingAnew.has(code)) return sealAnew(home, live, ready, code);
  await replace(home, live, { ...ready, failed: code });
  return 'failed';
}

async function sealAnew(home: Home, live: LiveSpace, record: OutboxRecord, code: string): Promise<Outcome> {
  const caughtUp = await catchUp(home, live);
  if (!caughtUp.ok) return live.problem === undefined ? 'later' : 'stopped';
  // It was sealed for what this device had verified, and the server agreed with that just now.
  if (code === 'seen-wrong' && live.refusedSeen++ > 2) {
    await stopHere(home, live, 'fork');
    return 'stopped';
  }
  // Unless it came back in the meantime, whatever the answer said.
  if (!live.outbox.includes(record)) return 'anew';
  await replace(home, live, { ...record, sealed: undefined });
  return 'anew';
}

async function sealNow(home: Home, live: LiveSpace, record: OutboxRecord): Promise<OutboxRecord | null> {
  if (live.place.state === null || currentSecret(live) === undefined) await catchUp(home, live);
  if (isNewEpochNeeded(live) || expiredSeats(home, live).length > 0) await raiseEpoch(home, live);
  const sealed = await sealRecord(home, live, record);
  if (sealed !== null) await replace(home, live, sealed);
  return sealed;
}
