import * as v from 'valibot';
import { sitsStill, type Sitting } from '#domain/sitting/state.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { valuesOf } from '#kernel/shelf.ts';
import type { Millis } from '#kernel/time.ts';

const schema = v.strictObject({ sitting: v.exactOptional(anEventId) });
type Content = v.InferOutput<typeof schema>;

/**
 * "I am sitting here for a while." Without a sitting it begins one; where two begin one at the same time, it is one.
 * Its author lets go of it when they go, unless they would have it remembered.
 */
export const sittingCame = defineSpaceEvent({
  kind: 'sitting.came',
  noun: 'sitting',
  droppable: true,
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may(_state: Sitting, { sitting }: Content, { earlier }) {
    return sitting === undefined || earlier(sitting) !== null ? ok(null) : refuse('no-sitting');
  },
  apply(draft: Draft<Sitting>, { sitting }: Content, { author, eventId, at, place, pending }) {
    const joined = sitting ?? openIn(draft, at) ?? eventId;
    draft.comings.put(author, {
      id: eventId,
      sitting: joined,
      by: author,
      at,
      place,
      hasGone: false,
      pending,
    });
  },
});

/** The sitting that somebody is in at this place of the log. */
function openIn({ comings }: Draft<Sitting>, at: Millis): EventId | null {
  const there = valuesOf(comings).findLast((coming) => !coming.hasGone && sitsStill(coming, at));
  return there?.sitting ?? null;
}

/** Null begins one. */
export function cameToSit(to: { readonly sitting: EventId | null }): DraftEvent<'sitting.came', Content> {
  return draftEvent(sittingCame, to.sitting === null ? {} : { sitting: to.sitting });
}
