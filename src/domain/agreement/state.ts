import type { Step } from '#domain/agreement/steps.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/**
 * What was proposed and what was answered, as it happened. What is *ours* is nowhere written down: it is found by
 * asking these, so that it can never disagree with them.
 */
export interface Agreement {
  /** Every text somebody brought in, by the event that did. */
  readonly proposals: Shelf<Proposal>;
  /** Everything anybody said to any text, in the order of the log. */
  readonly answers: Shelf<Answer>;
  readonly revisit: Revisit | null;
  /** Which clause each member would keep in sight, by member: their newest choice. */
  readonly inSight: Shelf<Choice>;
  /** Which clause each member would have as our words for a pause, by member: their newest choice. */
  readonly forPauses: Shelf<Choice>;
}

/** One wording of one clause. */
export interface Wording {
  /** The clause is called by the event that proposed its first text. */
  readonly clause: EventId;
  readonly proposal: EventId;
  readonly text: string;
}

export interface Proposal extends Wording {
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  readonly step: Step | null;
  readonly pending: boolean;
}

export type AnswerWord = 'yes' | 'yes-and' | 'worried' | 'not-yet' | 'stands-aside';

export interface Answer extends Wording {
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  /** `let-go` takes back what was said to this text before. */
  readonly answer: AnswerWord | 'let-go';
  readonly because: string | null;
  /** Where and when its text was proposed, which the log remembers also after the proposal was let go. */
  readonly proposedAt: Millis;
  readonly proposedPlace: number;
  readonly pending: boolean;
}

/** A day to look at all this again. Somebody's suggestion, which does nothing by itself. */
export interface Revisit {
  readonly on: string | null;
  readonly by: PersonId;
  readonly at: Millis;
  readonly pending: boolean;
}

export interface Choice {
  readonly by: PersonId;
  readonly clause: EventId | null;
  readonly place: number;
  readonly pending: boolean;
}

export const emptyAgreement: Agreement = {
  proposals: emptyShelf(),
  answers: emptyShelf(),
  revisit: null,
  inSight: emptyShelf(),
  forPauses: emptyShelf(),
};
