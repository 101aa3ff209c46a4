import type { Removal, Unseated } from '#domain/space/define.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/**
 * The log as the fold reads it. The device makes one entry for every place, without gaps from 1, out of what it has
 * verified; `at` is the server's minute.
 */
export type LogEntry = MembershipEntry | EventEntry | DropEntry;

/** A commit or a leave. Commits that change nobody's presence name nobody who joined or left. */
export interface MembershipEntry {
  readonly type: 'membership';
  readonly seq: number;
  readonly at: Millis;
  /** Everybody present afterwards. */
  readonly members: readonly PersonId[];
  readonly joined: readonly PersonId[];
  readonly left: readonly PersonId[];
  /** Who did not leave by themselves. */
  readonly removed?: readonly Removal[];
  /** Whose seat in the care circle ended. They stay in the place. */
  readonly unseated?: readonly Unseated[];
}

export interface EventEntry {
  readonly type: 'event';
  readonly seq: number;
  readonly at: Millis;
  readonly eventId: EventId;
  readonly author: PersonId;
  readonly drops: readonly EventId[];
  readonly body: EventBody;
}

/** The one thing that a former member may still append. */
export interface DropEntry {
  readonly type: 'drop';
  readonly seq: number;
  readonly at: Millis;
  readonly author: PersonId;
  readonly drops: readonly EventId[];
}

export type EventBody =
  | OpenedBody
  /** Its key has not come yet. */
  | { readonly state: 'waiting' }
  /** From before whoever reads here was invited: it opens for them only if somebody hands its key on. */
  | { readonly state: 'before-me' }
  | { readonly state: 'kept-back' };

export interface OpenedBody {
  readonly state: 'opened';
  readonly kind: string;
  /** When its author's device says that it was written. */
  readonly at: Millis;
  /** One word for one act: the same act sealed twice counts once. */
  readonly once: string;
  readonly must: boolean;
  readonly content: unknown;
}

/** An event written on this device that has not come back from the log. */
export interface PendingEvent {
  /** Made by this device, in the form of an event id. */
  readonly eventId: EventId;
  readonly author: PersonId;
  readonly at: Millis;
  readonly kind: string;
  readonly content: unknown;
  readonly drops: readonly EventId[];
  readonly once?: string;
}
