import type { EventId, PersonId } from '#kernel/ids.ts';
import type { Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/**
 * What was proposed and what was answered, as it happened. What is *ours* is nowhere written down: it is found by
 * asking these, so that it can never disagree with them.
 */
export interface Consents<Step extends string = string> {
  /** Every text somebody brought in, by the event that did. */
  readonly proposals: Shelf<Proposal<Step>>;
  /** Everything anybody said to any text, in the order of the log. */
  readonly answers: Shelf<Answer>;
}

/** One wording of one clause. */
export interface Wording {
  /** The clause is called by the event that proposed its first text. */
  readonly clause: EventId;
  readonly proposal: EventId;
  readonly text: string;
}

export interface Proposal<Step extends string = string> extends Wording {
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
