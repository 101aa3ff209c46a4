import * as v from 'valibot';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import {
  mayOnSheet,
  offeredWords,
  onStep,
  placed,
  questionWords,
  withOthers,
} from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({
  ...onStep,
  asked: questionWords,
  text: offeredWords,
  of: v.exactOptional(anEventId),
});
type Content = v.InferOutput<typeof schema>;

/** Shows to the others what was one's own until now, and stays one's own to take back. */
export const worksheetOffered = defineSpaceEvent({
  kind: 'worksheet.offered',
  noun: 'worksheet',
  droppable: true,
  offered: () => 'stays-here',
  spaces: withOthers,
  parse: parseWith(schema),
  may: mayOnSheet,
  apply(draft: Draft<Worksheets>, { worksheet, step, asked, text, of }: Content, context) {
    const id = context.eventId;
    const words = { asked, text, of: of ?? null };
    draft.offers.put(id, { ...placed(context), state: 'offered', id, worksheet, step, ...words });
  },
});

export function offered(content: Content): DraftEvent<'worksheet.offered', Content> {
  return draftEvent(worksheetOffered, content);
}
