import * as v from 'valibot';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Worksheets } from '#domain/worksheet/state.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({
  worksheet: anEventId,
  offer: anEventId,
  as: v.picklist(['yes', 'near', 'no']),
  more: v.exactOptional(wordsUpTo(2000)),
});
type Content = v.InferOutput<typeof schema>;

/** "Yes, that is it", or not quite: only whoever wrote the words can say whether they were said back. */
export const worksheetHeard = defineSpaceEvent({
  kind: 'worksheet.heard',
  noun: 'worksheet',
  droppable: true,
  offered: () => 'stays-here',
  spaces: withOthers,
  parse: parseWith(schema),
  may({ offers }: Worksheets, { worksheet, offer }: Content, { author, earlier }) {
    const saidBack = offers.get(offer);
    if (saidBack?.state !== 'offered' || saidBack.worksheet !== worksheet || saidBack.of === null)
      return refuse('nothing-said-back');
    return earlier(saidBack.of)?.author === author ? ok(null) : refuse('not-your-words');
  },
  apply(draft: Draft<Worksheets>, { worksheet, offer, as, more }: Content, context) {
    const { author: by, at, pending, eventId: id } = context;
    draft.hearings.put(id, { id, worksheet, offer, as, more: more ?? null, by, at, pending });
  },
});

export function heard(content: Content): DraftEvent<'worksheet.heard', Content> {
  return draftEvent(worksheetHeard, content);
}
