import type { SpaceKind } from '#domain/space/define.ts';
import { endWhereAllChose } from '#domain/space/end.ts';
import { happen } from '#domain/space/happen.ts';
import { emptyLedger, takeIn, withoutEarly, type Ledger } from '#domain/space/ledger.ts';
import type { LogEntry, PendingEvent } from '#domain/space/log.ts';
import { changePresence, goOnFrom, settle, startMark, type Mark, type Work } from '#domain/space/mark.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { SpaceId } from '#kernel/ids.ts';

/**
 * A space as far as its log is known. It never changes: `foldOn` gives the next one, and both stay good. Whatever the
 * order, the portions and the number of times in which entries come, the same log gives the same state.
 */
export interface Fold {
  readonly state: SpaceState;
  readonly ledger: Ledger;
  readonly newest: Mark;
  /** Where the fold stood at some earlier places, to go on from there when something before its end changes. */
  readonly marks: readonly Mark[];
  readonly markEvery: number;
}

export interface Beginning {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  /** How many places lie between two marks: it changes how fast, and never what comes out. */
  readonly markEvery?: number;
}

export function startFold({ space, kind, markEvery = 8192 }: Beginning): Fold {
  const start = startMark(space, kind);
  return { state: start.state, ledger: emptyLedger, newest: start, marks: [start], markEvery };
}

/** Total: there is no entry that it fails on. What may not be, or cannot be read, changes nothing. */
export function foldOn(fold: Fold, entries: readonly LogEntry[]): Fold {
  const { ledger, changedFrom } = takeIn(fold.ledger, entries);
  if (changedFrom === null) return { ...fold, ledger };
  return foldFrom(fold, { ledger, changedFrom, pendingFrom: Infinity });
}

/** The fold as it will be when everything that still waits on this device has come back from the log. */
export function onTop(fold: Fold, pending: readonly PendingEvent[]): Fold {
  const whole = withoutEarly(fold.ledger);
  const pendingFrom = whole.entries.size + 1;
  const entries = pending.map((event, index) => asEntry(event, pendingFrom + index));
  const { ledger, changedFrom } = takeIn(whole, entries);
  return changedFrom === null ? fold : foldFrom(fold, { ledger, changedFrom, pendingFrom });
}

/** The same for people to see, with whatever is not in the log yet marked as pending. */
export function withPending(fold: Fold, pending: readonly PendingEvent[]): SpaceState {
  return onTop(fold, pending).state;
}

/** What has changed, and where what is not in the log yet begins. */
interface Course {
  readonly ledger: Ledger;
  readonly changedFrom: number;
  readonly pendingFrom: number;
}

function foldFrom(fold: Fold, { ledger, changedFrom, pendingFrom }: Course): Fold {
  const marks = fold.marks.filter((mark) => mark.place < changedFrom);
  // There is always a mark before the first place.
  const start = fold.newest.place < changedFrom ? fold.newest : marks.at(-1)!;
  let work = goOnFrom(start);
  while (step(work, ledger, pendingFrom)) {
    if (work.place % fold.markEvery !== 0) continue;
    const mark = settle(work);
    marks.push(mark);
    work = goOnFrom(mark);
  }
  const newest = settle(work);
  return { state: newest.state, ledger, newest, marks, markEvery: fold.markEvery };
}

/** One entry further, or not: at the end, or where something stands that may not be skipped. */
function step(work: Work, ledger: Ledger, pendingFrom: number): boolean {
  const entry = ledger.entries.at(work.place);
  if (entry === undefined) return false;
  if (entry.type === 'event' && happen({ work, ledger, pendingFrom }, entry) === 'unknown') {
    work.updateNeeded = true;
    return false;
  }
  if (entry.type === 'membership') changePresence(work, entry);
  endWhereAllChose(work, entry, pendingFrom);
  work.place = entry.seq;
  return true;
}

function asEntry(event: PendingEvent, seq: number): LogEntry {
  const { eventId, author, at, kind, content, drops, once = eventId } = event;
  const body = { state: 'opened', kind, at, once, must: false, content } as const;
  return { type: 'event', seq, at, eventId, author, drops, body };
}
