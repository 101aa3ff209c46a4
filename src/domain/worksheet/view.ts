import { clauseViews, type ClauseView, type ConsentGround } from '#domain/consent/view.ts';
import { isOpen, whoIsReady } from '#domain/worksheet/at-once.ts';
import type { Hearing, Offered, Question, Sheet, Worksheets } from '#domain/worksheet/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** What of a space its sheets are read from. Any `SpaceState` will do. */
export interface SheetGround extends ConsentGround {
  readonly worksheet: Worksheets;
}

/** One sheet as everybody sees it: what was offered, and how each sentence stands that may be ours. */
export interface SheetView {
  readonly sheet: Sheet;
  readonly offers: readonly Offered[];
  readonly questions: readonly Question[];
  readonly hearings: readonly Hearing[];
  /** Steps that somebody is ready to open. */
  readonly readies: readonly StepReadiness[];
  readonly clauses: readonly ClauseView[];
}

export interface StepReadiness {
  readonly step: string;
  readonly ready: readonly PersonId[];
  readonly open: boolean;
}

/** Null where nobody started such a sheet. */
export function sheetView(ground: SheetGround, id: EventId): SheetView | null {
  const { sheets, offers, questions, hearings, readies, proposals, answers } = ground.worksheet;
  const sheet = sheets.get(id);
  if (sheet === undefined) return null;
  const isHere = ({ worksheet }: { readonly worksheet: EventId }): boolean => worksheet === id;
  const steps = new Set(
    valuesOf(readies)
      .filter(isHere)
      .map(({ step }) => step),
  );
  return {
    sheet,
    offers: valuesOf(offers).filter(isHere),
    questions: valuesOf(questions).filter(isHere),
    hearings: valuesOf(hearings).filter(isHere),
    readies: [...steps].map((step) => ({
      step,
      ready: whoIsReady(ground, { worksheet: id, step }),
      open: isOpen(ground, { worksheet: id, step }),
    })),
    clauses: clauseViews(ground, { proposals, answers: valuesOf(answers).filter(isHere) }),
  };
}
