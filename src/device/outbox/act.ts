import { randomBytes } from '#crypto/suite.ts';
import { cardAsks } from '#device/account/card.ts';
import type { Home } from '#device/home.ts';
import { isHeld } from '#device/outbox/held.ts';
import { pendingOf } from '#device/outbox/pending.ts';
import { sealRecord } from '#device/outbox/seal.ts';
import { send } from '#device/outbox/send.ts';
import type { Put } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { outboxPut } from '#device/space/rest.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import { mayHappen } from '#domain/space/may.ts';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idLength, type EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

const onceLength = 16;

/** One word for one act: the same act asked for twice, or sealed twice, happens once. */
export function newOnce(): Bytes {
  return randomBytes(onceLength);
}

/**
 * Writes something in a space. It is asked whether it may happen, then it is on disk, then the page sees it, and only
 * then does it begin to leave.
 *
 * @param beside what has to be on disk with it, in the same stroke
 */
export function act(
  home: Home,
  live: LiveSpace,
  draft: DraftEvent,
  once: Bytes = newOnce(),
  beside: readonly Put[] = [],
): Promise<Result<EventId>> {
  return live.writing(async () => {
    if (live.problem !== undefined) return refuse(live.problem);
    if (bringsNewWords(draft) && cardAsks(home) !== null) return refuse('card-changed');
    const known = live.outbox.find((record) => bytesToText(record.once) === bytesToText(once));
    if (known !== undefined) return ok(known.id);
    const at = home.clock();
    const id = idFromBytes<'event'>(randomBytes(idLength));
    const attempt = { author: home.me.person, at, event: draft, eventId: id };
    const may = mayHappen(live.fold, pendingOf(live, home.me.person), attempt);
    if (!may.ok) return may;

    const unsealed = { number: home.nextNumber(), id, draft, once, at };
    const record = (await sealRecord(home, live, unsealed)) ?? unsealed;
    await home.safe.write([...beside, outboxPut(live, record)]);
    live.outbox = [...live.outbox, record];
    home.changed(live);
    void send(home, live);
    return ok(record.id);
  });
}

/** What somebody writes waits for their yes to the card. What takes back, answers or only says a name never does. */
function bringsNewWords({ kind }: DraftEvent): boolean {
  return withNewWords.has(kind);
}

const withNewWords: ReadonlySet<DraftEvent['kind']> = new Set<DraftEvent['kind']>([
  'conversation.said',
  'conversation.shown',
  'conversation.voiced',
  'conversation.reworded',
  'agreement.proposed',
  'space.described',
  'ending.offered',
  'community.introduced',
  'care.asked',
  'worksheet.started',
  'worksheet.offered',
  'worksheet.asked',
  'worksheet.proposed',
  'worksheet.noted',
]);

/** Sends what a refusal stopped, or what was held back for somebody, in the same words. */
export async function retry(home: Home, live: LiveSpace, id: EventId): Promise<Result<void>> {
  const stopped = live.outbox.find(
    (record) => record.id === id && (record.failed !== undefined || isHeld(home, live, record)),
  );
  if (stopped === undefined) return refuse('not-found');
  // It is known not to be in the log, or never left this device, so it may be sealed anew.
  const { heldFor: _held, ...draft } = stopped.draft;
  const record = { ...stopped, draft, failed: undefined, sealed: undefined };
  live.outbox = live.outbox.map((one) => (one === stopped ? record : one));
  await home.safe.write([outboxPut(live, record)]);
  home.changed(live);
  void send(home, live);
  return ok(undefined);
}
