import * as v from 'valibot';
import type { Ending } from '#domain/ending/state.ts';
import { mayWhileUnderway } from '#domain/ending/underway.ts';
import {
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ none: v.boolean() });
type Content = v.InferOutput<typeof schema>;

/** "I would rather have no goodbye", or: a goodbye is all right. Nobody asks why. */
export const endingGoodbyeWished = defineSpaceEvent({
  kind: 'ending.goodbye-wished',
  noun: 'ending',
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may: mayWhileUnderway,
  apply(draft: Draft<Ending>, { none }: Content, { author, place, pending }) {
    draft.goodbyes.put(author, { by: author, none, place, pending });
  },
});

export function goodbyeWished(content: Content): DraftEvent<'ending.goodbye-wished', Content> {
  return draftEvent(endingGoodbyeWished, content);
}
