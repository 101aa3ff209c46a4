import * as v from 'valibot';
import type { Ending } from '#domain/ending/state.ts';
import {
  aCalendarDay,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

/** What is sealed knows no null: left out, no day is named. */
const schema = v.strictObject({ on: v.exactOptional(aCalendarDay) });
type Content = v.InferOutput<typeof schema>;

/**
 * "Let us bring this to a good end", with a day if somebody likes. Said again while it is underway, it only names
 * another day, or none.
 */
export const endingBegun = defineSpaceEvent({
  kind: 'ending.begun',
  noun: 'ending',
  must: true,
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may(_ending: Ending, _content: Content, { members }) {
    return members.length > 1 ? ok(null) : refuse('nobody-else-here');
  },
  apply(draft: Draft<Ending>, { on: day }: Content, { author, at, place, pending }) {
    const before = draft.underway;
    const on = day ?? null;
    draft.underway =
      before === null
        ? { by: author, at, place, on, pending }
        : { ...before, on, pending: before.pending || pending };
  },
});

/** Null names no day. */
export function endingBegunFor(day: { readonly on: string | null }): DraftEvent<'ending.begun', Content> {
  return draftEvent(endingBegun, day.on === null ? {} : { on: day.on });
}
