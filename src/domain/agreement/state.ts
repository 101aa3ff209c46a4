import type { Step } from '#domain/agreement/steps.ts';
import type { Consents } from '#domain/consent/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** The sentences that people live by here, and which of them stand where. */
export interface Agreement extends Consents<Step> {
  readonly revisit: Revisit | null;
  /** Which clause each member would keep in sight, by member: their newest choice. */
  readonly inSight: Shelf<Choice>;
  /** Which clause each member would have as our words for a pause, by member: their newest choice. */
  readonly forPauses: Shelf<Choice>;
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
