import * as v from 'valibot';
import {
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { mayOnSheet, onStep, placed, withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({ ...onStep, ready: v.boolean() });
type Content = v.InferOutput<typeof schema>;

/** "Mine may be opened when yours is", or: not yet after all. It says nothing of what is written there. */
export const worksheetGotReady = defineSpaceEvent({
  kind: 'worksheet.got-ready',
  noun: 'worksheet',
  spaces: withOthers,
  parse: parseWith(schema),
  may: mayOnSheet,
  apply(draft: Draft<Worksheets>, { worksheet, step, ready }: Content, context) {
    const { by, place, pending } = placed(context);
    draft.readies.put(`${worksheet} ${step} ${by}`, { worksheet, step, by, ready, place, pending });
  },
});

export function gotReady(content: Content): DraftEvent<'worksheet.got-ready', Content> {
  return draftEvent(worksheetGotReady, content);
}
