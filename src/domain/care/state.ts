import type { CommitId, EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** What was asked of the care circle, and who signed for it. Whether that is enough only the commits can tell. */
export interface Care {
  /** By the event that asked. */
  readonly asks: Shelf<CareAsk>;
}

export interface CareAsk {
  readonly id: EventId;
  readonly by: PersonId;
  readonly act: CareAct;
  readonly person: PersonId;
  /** The commit that had added them. */
  readonly since: CommitId;
  /** For a removal. The salt keeps the hash of it, which the server sees, from being guessed. */
  readonly reason: Reason | null;
  /** Each person's newest, whoever asked among them. */
  readonly yeses: readonly CareYes[];
  readonly takenBack: boolean;
  readonly at: Millis;
  readonly pending: boolean;
}

export type CareAct = 'removal' | 'in' | 'out';

export interface Reason {
  readonly words: string;
  readonly salt: string;
}

/** A signature, and the number of the newest commit that its signer knew: it is good for a while after that. */
export interface CareYes {
  readonly by: PersonId;
  readonly number: number;
  readonly signature: string;
}

export const emptyCare: Care = { asks: emptyShelf() };
