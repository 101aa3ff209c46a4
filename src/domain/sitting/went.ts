import * as v from 'valibot';
import type { Coming, Sitting } from '#domain/sitting/state.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({
  sitting: anEventId,
  coming: anEventId,
  as: v.picklist(['back', 'going']),
  remember: v.boolean(),
});
type Content = v.InferOutput<typeof schema>;

/** "I am back", or "I am going". Whoever came says it, and says whether a line may stay that we sat together. */
export const sittingWent = defineSpaceEvent({
  kind: 'sitting.went',
  noun: 'sitting',
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may(_state: Sitting, { coming }: Content, { author, earlier }) {
    return earlier(coming)?.author === author ? ok(null) : refuse('no-sitting');
  },
  apply(draft: Draft<Sitting>, content: Content, { author, eventId, at, pending }) {
    const came = draft.comings.get(author);
    if (came?.id === content.coming) draft.comings.put(author, { ...came, hasGone: true, pending });
    draft.goings.put(eventId, { id: eventId, by: author, at, ...content, pending });
  },
});

/** Lets go of having come, unless it may be remembered. */
export function wentFromSitting(
  { id, sitting }: Pick<Coming, 'id' | 'sitting'>,
  how: { readonly as: Content['as']; readonly remember: boolean },
): DraftEvent<'sitting.went', Content> {
  return draftEvent(sittingWent, { sitting, coming: id, ...how }, how.remember ? [] : [id]);
}
