import * as v from 'valibot';
import {
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import {
  anySpace,
  aPartName,
  mayOnSheet,
  onStep,
  placed,
  questionWords,
} from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({ ...onStep, card: v.exactOptional(aPartName), text: questionWords });
type Content = v.InferOutput<typeof schema>;

/** Lays a question for everybody, oneself too. Passing it by leaves no trace: somebody lays another. */
export const worksheetAsked = defineSpaceEvent({
  kind: 'worksheet.asked',
  noun: 'worksheet',
  droppable: true,
  spaces: anySpace,
  parse: parseWith(schema),
  may: mayOnSheet,
  apply(draft: Draft<Worksheets>, { worksheet, step, card, text }: Content, context) {
    const id = context.eventId;
    draft.questions.put(id, { ...placed(context), id, worksheet, step, card: card ?? null, text });
  },
});

export function asked(content: Content): DraftEvent<'worksheet.asked', Content> {
  return draftEvent(worksheetAsked, content);
}
