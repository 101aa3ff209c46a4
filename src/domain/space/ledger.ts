import type { EarlierEvent } from '#domain/space/define.ts';
import type { EventEntry, LogEntry } from '#domain/space/log.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf, type ShelfDraft } from '#kernel/shelf.ts';

/**
 * The log put in order before anything is made of it: entries come in any order, some twice, some again once they can
 * be opened. Here they stand at their places, up to the first one that is missing.
 */
export interface Ledger {
  /** The entry at place n stands at position n - 1. */
  readonly entries: Shelf<LogEntry>;
  /** Where each event stands. If a server gives one twice, the first place counts. */
  readonly placeById: Shelf<number>;
  /** For each event that was let go, how many entries did so. */
  readonly letGoTimes: Shelf<number>;
  /** The places of those entries, by event and count. */
  readonly letGoPlaces: Shelf<number>;
  /** What came before its turn, by place. */
  readonly early: Shelf<LogEntry>;
  /** The last place that something came early for. */
  readonly earlyUpTo: number;
}

export interface Intake {
  readonly ledger: Ledger;
  /** The first place from which the fold must be done anew or further; null if nothing changed. */
  readonly changedFrom: number | null;
}

export const emptyLedger: Ledger = {
  entries: emptyShelf(),
  placeById: emptyShelf(),
  letGoTimes: emptyShelf(),
  letGoPlaces: emptyShelf(),
  early: emptyShelf(),
  earlyUpTo: 0,
};

interface Work {
  readonly entries: ShelfDraft<LogEntry>;
  readonly placeById: ShelfDraft<number>;
  readonly letGoTimes: ShelfDraft<number>;
  readonly letGoPlaces: ShelfDraft<number>;
  readonly early: ShelfDraft<LogEntry>;
  earlyUpTo: number;
  changedFrom: number;
}

/** Takes entries in. What was taken in before is left alone, unless it can be read now and could not then. */
export function takeIn(ledger: Ledger, arrivals: readonly LogEntry[]): Intake {
  const work: Work = {
    entries: ledger.entries.draft(),
    placeById: ledger.placeById.draft(),
    letGoTimes: ledger.letGoTimes.draft(),
    letGoPlaces: ledger.letGoPlaces.draft(),
    early: ledger.early.draft(),
    earlyUpTo: ledger.earlyUpTo,
    changedFrom: Infinity,
  };
  for (const arrival of arrivals) arrive(work, arrival);
  const settled: Ledger = {
    entries: work.entries.settled(),
    placeById: work.placeById.settled(),
    letGoTimes: work.letGoTimes.settled(),
    letGoPlaces: work.letGoPlaces.settled(),
    early: work.earlyUpTo <= work.entries.size ? emptyShelf() : work.early.settled(),
    earlyUpTo: work.earlyUpTo,
  };
  return { ledger: settled, changedFrom: work.changedFrom === Infinity ? null : work.changedFrom };
}

/** Without what came early, so that something can be laid on top of what is whole. */
export function withoutEarly(ledger: Ledger): Ledger {
  return { ...ledger, early: emptyShelf(), earlyUpTo: 0 };
}

/** Whether an event's words are gone: as if it had never had a body. */
export function isLetGo(ledger: Ledger, eventId: EventId): boolean {
  return ledger.letGoTimes.get(eventId) !== undefined;
}

/** The events that let this one go and can be read, newest first. */
export function letGoBy(ledger: Ledger, eventId: EventId): readonly EventEntry[] {
  const events: EventEntry[] = [];
  for (let time = (ledger.letGoTimes.get(eventId) ?? 0) - 1; time >= 0; time--) {
    const place = ledger.letGoPlaces.get(`${eventId} ${time}`);
    const entry = place === undefined ? undefined : ledger.entries.at(place - 1);
    if (entry?.type === 'event' && !isLetGo(ledger, entry.eventId)) events.push(entry);
  }
  return events;
}

/** The outside of an event that came before this place. */
export function earlierEvent(ledger: Ledger, eventId: EventId, before: number): EarlierEvent | null {
  const place = ledger.placeById.get(eventId);
  if (place === undefined || place >= before) return null;
  const entry = ledger.entries.at(place - 1);
  if (entry?.type !== 'event') return null;
  const readable = entry.body.state === 'opened' && !isLetGo(ledger, eventId);
  return { eventId, author: entry.author, at: entry.at, place, readable };
}

function arrive(work: Work, arrival: LogEntry): void {
  const { seq } = arrival;
  if (!Number.isSafeInteger(seq) || seq < 1) return;
  if (seq <= work.entries.size) return replace(work, arrival);
  if (seq > work.entries.size + 1) return keepForLater(work, arrival);
  append(work, arrival);
  if (work.earlyUpTo <= seq) return;
  for (let next = nextEarly(work); next !== undefined; next = nextEarly(work)) append(work, next);
}

function nextEarly(work: Work): LogEntry | undefined {
  return work.early.get(keyOf(work.entries.size + 1));
}

function keepForLater(work: Work, arrival: LogEntry): void {
  const known = work.early.get(keyOf(arrival.seq));
  if (known === undefined || saysMore(arrival, known)) work.early.put(keyOf(arrival.seq), arrival);
  work.earlyUpTo = Math.max(work.earlyUpTo, arrival.seq);
}

function replace(work: Work, arrival: LogEntry): void {
  const known = work.entries.at(arrival.seq - 1);
  if (known === undefined || !saysMore(arrival, known)) return;
  work.entries.set(arrival.seq - 1, arrival);
  changed(work, arrival.seq, known);
}

function append(work: Work, entry: LogEntry): void {
  work.entries.set(entry.seq - 1, entry);
  work.changedFrom = Math.min(work.changedFrom, entry.seq);
  if (entry.type === 'membership') return;
  if (entry.type === 'event' && work.placeById.get(entry.eventId) === undefined) {
    work.placeById.put(entry.eventId, entry.seq);
  }
  for (const drop of entry.drops) letGo(work, { drop, by: entry.author, at: entry.seq });
}

/** Only an author lets go of something, and only of something that is there. */
function letGo(work: Work, { drop, by, at }: { drop: EventId; by: PersonId; at: number }): void {
  const place = work.placeById.get(drop);
  if (place === undefined || place >= at) return;
  const target = work.entries.at(place - 1);
  if (target?.type !== 'event' || target.author !== by) return;
  const times = work.letGoTimes.get(drop) ?? 0;
  work.letGoTimes.put(drop, times + 1);
  work.letGoPlaces.put(`${drop} ${times}`, at);
  changed(work, place, target);
}

/** What an event left in the place of others is written there, so those places change with it. */
function changed(work: Work, place: number, entry: LogEntry): void {
  work.changedFrom = Math.min(work.changedFrom, place);
  if (entry.type !== 'event') return;
  for (const drop of entry.drops) {
    const target = work.placeById.get(drop);
    if (target !== undefined) work.changedFrom = Math.min(work.changedFrom, target);
  }
}

const readableRank = { 'kept-back': 0, waiting: 1, 'before-me': 2, opened: 3 } as const;

function saysMore(entry: LogEntry, than: LogEntry): entry is EventEntry {
  if (entry.type !== 'event' || than.type !== 'event' || entry.eventId !== than.eventId) return false;
  return readableRank[entry.body.state] > readableRank[than.body.state];
}

function keyOf(seq: number): string {
  return String(seq);
}
