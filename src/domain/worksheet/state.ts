import type { Answer, Proposal } from '#domain/consent/state.ts';
import type { EventId, PersonId, SpaceId } from '#kernel/ids.ts';
import { emptyShelf, type Shelf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

/** The sheets that people work on here, and what they put on them. What somebody keeps to themselves is in no space of others. */
export interface Worksheets {
  /** By the event that started each. */
  readonly sheets: Shelf<Sheet>;
  /** What somebody showed to the others, by the event that did, in the order of the log. */
  readonly offers: Shelf<Offered>;
  /** Questions that were laid for everybody, by the event that did. */
  readonly questions: Shelf<Question>;
  /** What authors said to those who said their words back, by the event that did. */
  readonly hearings: Shelf<Hearing>;
  /** Who is ready to open a step, by sheet, step and person: their newest word. */
  readonly readies: Shelf<Readiness>;
  /** Texts that may become ours, by the event that brought them in. */
  readonly proposals: Shelf<SheetProposal>;
  readonly answers: Shelf<SheetAnswer>;
  /** What I keep to myself, by the event. Only in a notebook. */
  readonly notes: Shelf<Note>;
}

/** It is open, it rests, or it was let go; and any of these can be undone. It is never finished. */
export type SheetStatus = 'open' | 'resting' | 'let-go';

export interface Sheet {
  readonly id: EventId;
  /** Which tool, and which version of it people saw when they began. */
  readonly tool: string;
  readonly version: number;
  readonly title: string | null;
  readonly by: PersonId;
  readonly at: Millis;
  readonly status: SheetStatus;
  /** Whose word that was, and when. */
  readonly put: { readonly by: PersonId; readonly at: Millis } | null;
  readonly pending: boolean;
}

interface OnSheet {
  readonly id: EventId;
  readonly worksheet: EventId;
  readonly step: string;
  readonly by: PersonId;
  readonly at: Millis;
  readonly place: number;
  readonly pending: boolean;
}

export type Offered = Offer | WithdrawnOffer;

interface Answering extends OnSheet {
  /** What it says back, or answers: an offer or a question. */
  readonly of: EventId | null;
}

export interface Offer extends Answering {
  readonly state: 'offered';
  /** What they were asked, as they saw it: a later version of the tool may ask otherwise. */
  readonly asked: string;
  readonly text: string;
}

/** The line that stays where the words were. */
export interface WithdrawnOffer extends Answering {
  readonly state: 'withdrawn';
  readonly withdrawnAt: Millis;
}

export interface Question extends OnSheet {
  /** The card it came from; null where somebody asks in their own words. */
  readonly card: string | null;
  readonly text: string;
}

/** Whether what was said back is what its author meant. */
export type HeardAs = 'yes' | 'near' | 'no';

export interface Hearing {
  readonly id: EventId;
  readonly worksheet: EventId;
  readonly offer: EventId;
  readonly as: HeardAs;
  readonly more: string | null;
  readonly by: PersonId;
  readonly at: Millis;
  readonly pending: boolean;
}

export interface Readiness {
  readonly worksheet: EventId;
  readonly step: string;
  readonly by: PersonId;
  readonly ready: boolean;
  readonly place: number;
  readonly pending: boolean;
}

export interface SheetProposal extends Proposal {
  readonly worksheet: EventId;
}

export interface SheetAnswer extends Answer {
  readonly worksheet: EventId;
}

export interface Note {
  readonly id: EventId;
  /** Its own name, the same on all my devices, so that it is offered once whichever of them does. */
  readonly key: string;
  readonly space: SpaceId;
  readonly worksheet: EventId;
  readonly step: string;
  readonly prompt: string;
  readonly asked: string;
  readonly text: string;
  readonly of: EventId | null;
  /** It is offered as soon as everybody is ready to open its step. */
  readonly opens: boolean;
  readonly at: Millis;
  readonly pending: boolean;
}

export const emptyWorksheets: Worksheets = {
  sheets: emptyShelf(),
  offers: emptyShelf(),
  questions: emptyShelf(),
  hearings: emptyShelf(),
  readies: emptyShelf(),
  proposals: emptyShelf(),
  answers: emptyShelf(),
  notes: emptyShelf(),
};
