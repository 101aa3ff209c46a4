import * as v from 'valibot';
import type { Pause } from '#domain/pause/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import type { Millis } from '#kernel/time.ts';

/** What is sealed knows no null: left out, the time is open. */
const schema = v.strictObject({ until: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))) });
type Content = v.InferOutput<typeof schema>;

/** "I need a moment." Anybody, at any time, and there is no place for a reason. Asked again, the newest counts. */
export const pauseAsked = defineSpaceEvent({
  kind: 'pause.asked',
  noun: 'pause',
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Pause>, { until }: Content, { author, eventId, at, place, pending }) {
    draft.asked.put(author, {
      id: eventId,
      by: author,
      at,
      place,
      until: until ?? null,
      isBack: false,
      pending,
    });
  },
});

/** Null leaves open when. */
export function momentAsked(moment: { readonly until: Millis | null }): DraftEvent<'pause.asked', Content> {
  return draftEvent(pauseAsked, moment.until === null ? {} : { until: moment.until });
}
