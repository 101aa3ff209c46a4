import type { Answer, Wording } from '#domain/consent/state.ts';
import { mayAnswer } from '#domain/consent/wording.ts';
import type { Context, Draft } from '#domain/space/define.ts';
import { mayOnSheet, placed } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import type { EventId } from '#kernel/ids.ts';
import { refuse, type Result } from '#kernel/result.ts';

export interface SheetWording extends Wording {
  readonly worksheet: EventId;
}

export function mayAnswerOn(state: Worksheets, wording: SheetWording, context: Context): Result<null> {
  const may = mayOnSheet(state, wording);
  if (!may.ok) return may;
  const proposal = state.proposals.get(wording.proposal);
  if (proposal !== undefined && proposal.worksheet !== wording.worksheet) return refuse('nothing-proposed');
  return mayAnswer(state, wording, context);
}

/** Lays an answer on the shelf, with where and when its text was proposed. */
export function putAnswer(
  draft: Draft<Worksheets>,
  said: SheetWording & Pick<Answer, 'answer' | 'because'>,
  context: Context,
): void {
  const { worksheet, clause, proposal, text, answer, because } = said;
  const there = context.earlier(proposal);
  if (there === null) return;
  draft.answers.put(context.eventId, {
    ...placed(context),
    worksheet,
    clause,
    proposal,
    text,
    answer,
    because,
    proposedAt: there.at,
    proposedPlace: there.place,
  });
}
