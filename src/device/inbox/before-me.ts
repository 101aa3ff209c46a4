import type { LiveSpace } from '#device/space/live.ts';
import type { LogEntry } from '#domain/space/log.ts';
import { spaceHandedOn } from '#domain/space/handed-on.ts';
import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type EventId, type PersonId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import type { Commit } from '#protocol/commit.ts';
import { headerSchema } from '#protocol/envelope.ts';

/**
 * Where newcomers do not read the past, the log has a beginning that I hold no key to, and never shall: what was said
 * before my seat was opened. It is no gap, and nobody waits for it.
 */
export function noteInvited(live: LiveSpace, commit: Commit, me: PersonId | null): void {
  for (const { signPk } of commit.opens) live.seats.set(bytesToText(signPk), commit.epoch);
  const mine = commit.adds.find(({ person }) => me !== null && idFromBytes(person) === me);
  if (mine === undefined) return;
  const seat = mine.accept && live.seats.get(bytesToText(mine.accept.invitation));
  live.readsFrom = seat ?? commit.epoch;
}

/** What open invitations came with, for a space that was put together from what rests here. */
export function noteSeats(live: LiveSpace): void {
  const begun = [...live.epochs.values()].sort((a, b) => a.number - b.number);
  for (const { signPk, number } of live.place.state?.invitations ?? []) {
    const epoch = begun.findLast((one) => one.number <= number)?.epoch;
    if (epoch !== undefined) live.seats.set(bytesToText(signPk), epoch);
  }
}

/** Whoever looks through an invitation reads from its epoch on. */
export function readsFromSeat(live: LiveSpace, signPk: Bytes): void {
  live.readsFrom = live.seats.get(bytesToText(signPk));
}

export function isBeforeMe({ readsFrom, place }: LiveSpace, epoch: number): boolean {
  return readsFrom !== undefined && epoch < readsFrom && place.state?.history !== 'all';
}

/** Once it is known from where on I read, what lies before is not waited for any longer. */
export function takeFromWaiting(live: LiveSpace): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (const [seq, event] of live.sealed) {
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
