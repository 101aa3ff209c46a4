import type { Stay } from '#domain/retention/stay.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/**
 * Who would have turns stay for how long, as it was said. What is in force is nowhere written down: it is found by
 * reading these, so that it can never disagree with them.
 */
export interface Retention {
  /** In the order of the log, by the event that said it. */
  readonly choices: Shelf<StayChoice>;
  /** When somebody's devices last let go of turns whose time was over. */
  readonly letGoAt: Millis | null;
}

export interface StayChoice {
  readonly id: EventId;
  readonly by: PersonId;
  readonly stay: Stay;
  readonly at: Millis;
  readonly place: number;
  readonly pending: boolean;
}

export const emptyRetention: Retention = { choices: emptyShelf(), letGoAt: null };
