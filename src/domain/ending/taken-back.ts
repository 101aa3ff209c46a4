import * as v from 'valibot';
import type { Ending } from '#domain/ending/state.ts';
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

const schema = v.strictObject({ offer: anEventId });
type Content = v.InferOutput<typeof schema>;

/**
 * Takes back what was offered. The letting go itself is in the outside of the event. No line stays: what somebody says
 * at an end is theirs until the last, and after it.
 */
export const endingTakenBack = defineSpaceEvent({
  kind: 'ending.taken-back',
  noun: 'ending',
  afterTheEnd: true,
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may(_ending: Ending, { offer }: Content, { author, earlier }) {
    const old = earlier(offer);
    if (old === null) return refuse('nothing-offered');
    return old.author === author ? ok(null) : refuse('not-your-words');
  },
  apply(_draft: Draft<Ending>) {},
});

export function takenBack(offer: EventId): DraftEvent<'ending.taken-back', Content> {
  return draftEvent(endingTakenBack, { offer }, [offer]);
}
