import * as v from 'valibot';
import {
  anEventId,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import { onStep, placed, withOthers } from '#domain/worksheet/on-sheet.ts';
import type { Offer, Worksheets } from '#domain/worksheet/state.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({ ...onStep, offer: anEventId, of: v.exactOptional(anEventId) });
type Content = v.InferOutput<typeof schema>;

/**
 * Takes back what was offered. The letting go itself is in the outside of the event; what this adds is the line in the
 * old place that says so. It names sheet, step and question, because the words that stood there may be gone before it is read.
 */
export const worksheetWithdrawn = defineSpaceEvent({
  kind: 'worksheet.withdrawn',
  noun: 'worksheet',
  must: true,
  afterTheEnd: true,
  spaces: withOthers,
  parse: parseWith(schema),
  may(_state: Worksheets, { offer }: Content, { author, earlier }) {
    const old = earlier(offer);
    if (old === null) return refuse('nothing-offered');
    return old.author === author ? ok(null) : refuse('not-your-words');
  },
  apply() {},
  leaves(draft: Draft<Worksheets>, { worksheet, step, offer, of }: Content, place, withdrawnAt) {
    if (offer !== place.eventId || draft.sheets.get(worksheet) === undefined) return;
    draft.offers.put(offer, {
      ...placed(place),
      state: 'withdrawn',
      id: offer,
      worksheet,
      step,
      of: of ?? null,
      withdrawnAt,
    });
  },
});

export function withdrawn({
  id,
  worksheet,
  step,
  of = null,
}: Pick<Offer, 'id' | 'worksheet' | 'step'> & Partial<Pick<Offer, 'of'>>): DraftEvent<
  'worksheet.withdrawn',
  Content
> {
  const content = { worksheet, step, offer: id, ...(of !== null && { of }) };
  return draftEvent(worksheetWithdrawn, content, [id]);
}
