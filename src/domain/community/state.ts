import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** The people of the community in their own words. */
export interface Community {
  /** Each person's newest, by person. */
  readonly introductions: Shelf<Introduction>;
  /** Whether somebody takes a break, by person. Neither why nor since when. */
  readonly breaks: Shelf<Break>;
}

export interface Introduction {
  /** The event that holds the words, so that the next wording can let it go. */
  readonly id: EventId;
  readonly person: PersonId;
  readonly words: string;
  readonly at: Millis;
  readonly pending: boolean;
}

interface Break {
  /** The event that said so, so that the next one can let it go. */
  readonly id: EventId;
  readonly person: PersonId;
  readonly isAway: boolean;
  readonly pending: boolean;
}

export const emptyCommunity: Community = { introductions: emptyShelf(), breaks: emptyShelf() };

/** Takes a break, and is not among the people to be asked. */
export function isAway({ breaks }: Community, person: PersonId): boolean {
  return breaks.get(person)?.isAway === true;
}
