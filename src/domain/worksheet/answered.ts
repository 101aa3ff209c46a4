import * as v from 'valibot';
import { aWording } from '#domain/consent/wording.ts';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { mayAnswerOn, putAnswer } from '#domain/worksheet/answering.ts';
import { withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';

const schema = v.strictObject({
  worksheet: anEventId,
  ...aWording,
  answer: v.picklist(['yes', 'not-yet', 'stands-aside']),
  because: v.exactOptional(wordsUpTo(2000)),
});
type Content = v.InferOutput<typeof schema>;

/** What somebody says to exactly this text. Their newest answer counts. */
export const worksheetAnswered = defineSpaceEvent({
  kind: 'worksheet.answered',
  noun: 'worksheet',
  handedOn: true,
  must: true,
  spaces: withOthers,
  parse: parseWith(schema),
  may: mayAnswerOn,
  apply(draft: Draft<Worksheets>, { because, ...content }: Content, context) {
    putAnswer(draft, { ...content, because: because ?? null }, context);
  },
});

export function answered(content: Content): DraftEvent<'worksheet.answered', Content> {
  return draftEvent(worksheetAnswered, content);
}
