import * as v from 'valibot';
import { aWording } from '#domain/consent/wording.ts';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { mayAnswerOn, putAnswer } from '#domain/worksheet/answering.ts';
import { withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({ worksheet: anEventId, ...aWording });
type Content = v.InferOutput<typeof schema>;

/** "I no longer say yes to this." Anybody may, any day, without a reason. */
export const worksheetReopened = defineSpaceEvent({
  kind: 'worksheet.reopened',
  noun: 'worksheet',
  handedOn: true,
  must: true,
  afterTheEnd: true,
  spaces: withOthers,
  parse: parseWith(schema),
  may: mayAnswerOn,
  apply(draft: Draft<Worksheets>, content: Content, context) {
    putAnswer(draft, { ...content, answer: 'let-go', because: null }, context);
  },
});

export function reopened(content: Content): DraftEvent<'worksheet.reopened', Content> {
  return draftEvent(worksheetReopened, content);
}
