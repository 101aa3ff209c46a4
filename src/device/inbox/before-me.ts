import { epochAt } from '#device/repair/may-read.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { spaceHandedOn } from '#domain/space/handed-on.ts';
import { textToBytes, type Bytes } from '#kernel/bytes.ts';
import type { EventId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema } from '#protocol/envelope.ts';

/**
 * Where newcomers do not read the past, the log has a beginning that I hold no key to, and never shall: what was said
 * before my seat was opened. It is no gap, and nobody waits for it.
 *
 * @param opened number of the commit that opened my seat, or with which I opened the space
 */
export function readsFromSeat(live: LiveSpace, opened: number): void {
  live.readsFrom = epochAt(live, opened);
}

export function isBeforeMe({ readsFrom, place }: LiveSpace, epoch: number): boolean {
  return readsFrom !== undefined && epoch < readsFrom && place.state?.history !== 'all';
}

/** Once it is known from where on I read, what lies before is not waited for any longer. */
export function takeFromWaiting(live: LiveSpace): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (const [seq, event] of live.sealed) {
    // Its body was not asked for yet, and its key may have been handed on.
    if (event.body === undefined) continue;
    const known = live.fold.ledger.entries.at(seq - 1);
    const header = fromCbor(headerSchema, event.header);
    if (known?.type !== 'event' || !header.ok || !isBeforeMe(live, header.value.epoch)) continue;
    live.sealed.delete(seq);
    live.before.set(seq, event);
    entries.push({ ...known, body: { state: 'before-me' } });
  }
  return entries;
}

/** Keys that a member hands on. One that opens nothing does no harm, and does not keep the right one out. */
export function takeHandedKeys(live: LiveSpace, content: unknown): void {
  for (const { event, key } of keysIn(content)) {
    const others = live.handed.get(event) ?? [];
    if (others.length < triesMost) live.handed.set(event, [...others, key]);
  }
}

/** As many as a circle has people: each may hand on one. */
const triesMost = 50;

function keysIn(content: unknown): readonly { readonly event: EventId; readonly key: Bytes }[] {
  const parsed = spaceHandedOn.parse(content);
  if (!parsed.ok) return [];
  return parsed.value.keys.flatMap(({ event, key: text }) => {
    const key = textToBytes(text);
    return key === null ? [] : [{ event, key }];
  });
}
