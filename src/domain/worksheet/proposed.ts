import * as v from 'valibot';
import { clauseWords, isClause } from '#domain/consent/wording.ts';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { mayOnSheet, onStep, placed, withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({ ...onStep, clause: v.exactOptional(anEventId), text: clauseWords });
type Content = v.InferOutput<typeof schema>;

/** "Shall this be ours?" Whoever proposes a text says yes to it by proposing. Without a clause it opens one. */
export const worksheetProposed = defineSpaceEvent({
  kind: 'worksheet.proposed',
  noun: 'worksheet',
  handedOn: true,
  droppable: true,
  spaces: withOthers,
  parse: parseWith(schema),
  may(state: Worksheets, content: Content, context) {
    const { clause, worksheet } = content;
    const may = mayOnSheet(state, content);
    if (!may.ok || clause === undefined) return may;
    if (!isClause(state, clause, context)) return refuse('no-such-clause');
    return isOf(state, clause, worksheet) ? ok(null) : refuse('no-such-clause');
  },
  apply(draft: Draft<Worksheets>, { worksheet, step, clause, text }: Content, context) {
    const { eventId: proposal, at: proposedAt, place: proposedPlace } = context;
    const wording = { ...placed(context), worksheet, clause: clause ?? proposal, proposal, text };
    draft.proposals.put(proposal, { ...wording, step });
    draft.answers.put(proposal, { ...wording, answer: 'yes', because: null, proposedAt, proposedPlace });
  },
});

/** A clause stays on the sheet that it was opened on. */
function isOf({ proposals }: Pick<Worksheets, 'proposals'>, clause: string, worksheet: string): boolean {
  const first = proposals.get(clause);
  return first === undefined || first.worksheet === worksheet;
}

export function proposed(content: Content): DraftEvent<'worksheet.proposed', Content> {
  return draftEvent(worksheetProposed, content);
}
