import { agreementView, type AgreementView } from '#domain/agreement/view.ts';
import type { ClauseView } from '#domain/consent/view.ts';
import type { DraftEvent, SpaceKind } from '#domain/space/define.ts';
import { foldOn, startFold, type Fold } from '#domain/space/fold.ts';
import type { EventBody, EventEntry, LogEntry } from '#domain/space/log.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { minute, type Millis } from '#kernel/time.ts';
import { bench, idOf } from '#tests/domain/cast.ts';

/** A log being written by people, one minute after the other. */
export interface Story {
  readonly kind: SpaceKind;
  readonly log: readonly LogEntry[];
  /** Nothing happens for a while. */
  waits(ms: Millis): void;
  /** Somebody does something: gives the id that the event has. */
  does(author: PersonId, event: DraftEvent, once?: string): EventId;
  joins(...people: PersonId[]): void;
  leaves(...people: PersonId[]): void;
  /** A signed letting go without an event: all that somebody who has left may do. */
  letsGo(author: PersonId, ...drops: EventId[]): void;
  fold(): Fold;
  state(): SpaceState;
  agreement(): AgreementView;
  /** The clause that was opened `number`-th. */
  clause(number?: number): ClauseView;
}

export function tell(kind: SpaceKind, ...people: PersonId[]): Story {
  const log: LogEntry[] = [];
  let members: readonly PersonId[] = [];
  let waited = 0;
  const next = (): { seq: number; at: number } => ({
    seq: log.length + 1,
    at: (log.length + 1) * minute + waited,
  });
  const story: Story = {
    kind,
    log,
    waits(ms) {
      waited += ms;
    },
    does(author, { kind: name, content, drops = [], must = false }, once) {
      const place = next();
      const eventId = idOf<'event'>(`event-${place.seq}`);
      const body = {
        state: 'opened',
        kind: name,
        at: place.at,
        once: once ?? eventId,
        must,
        content,
      } as const;
      log.push({ type: 'event', ...place, eventId, author, drops, body });
      return eventId;
    },
    joins(...joined) {
      members = [...members.filter((member) => !joined.includes(member)), ...joined];
      log.push({ type: 'membership', ...next(), members, joined, left: [] });
    },
    leaves(...left) {
      members = members.filter((member) => !left.includes(member));
      log.push({ type: 'membership', ...next(), members, joined: [], left });
    },
    letsGo(author, ...drops) {
      log.push({ type: 'drop', ...next(), author, drops });
    },
    fold: () => foldOn(startFold({ space: bench, kind }), log),
    state: () => story.fold().state,
    agreement: () => agreementView(story.state()),
    clause: (number = 1) => {
      const clause = story.agreement().clauses[number - 1];
      if (clause === undefined) throw new Error(`no clause ${number}`);
      return clause;
    },
  };
  if (people.length > 0) story.joins(...people);
  return story;
}

export function foldOf(kind: SpaceKind, log: readonly LogEntry[]): Fold {
  return foldOn(startFold({ space: bench, kind }), log);
}

/** The same log as it comes to somebody who cannot read one event. */
export function withBody(log: readonly LogEntry[], eventId: EventId, body: EventBody): readonly LogEntry[] {
  return log.map((entry) => (isEvent(entry, eventId) ? { ...entry, body } : entry));
}

export function isEvent(entry: LogEntry, eventId: EventId): entry is EventEntry {
  return entry.type === 'event' && entry.eventId === eventId;
}
