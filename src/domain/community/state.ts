import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** The people of the community in their own words. */
export interface Community {
  /** Each person's newest, by person. */
  readonly introductions: Shelf<Introduction>;
}

export interface Introduction {
  /** The event that holds the words, so that the next wording can let it go. */
  readonly id: EventId;
  readonly person: PersonId;
  readonly words: string;
  readonly at: Millis;
  readonly pending: boolean;
}

export const emptyCommunity: Community = { introductions: emptyShelf() };
