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

const schema = v.strictObject({ hasChosen: v.boolean() });
type Content = v.InferOutput<typeof schema>;

/** "I have chosen what I keep", or: not yet after all. What it is stays on the devices of whoever chose. */
export const endingChose = defineSpaceEvent({
  kind: 'ending.chose',
  noun: 'ending',
  must: true,
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may: mayWhileUnderway,
  apply(draft: Draft<Ending>, { hasChosen }: Content, { author, place, pending }) {
    draft.choices.put(author, { by: author, hasChosen, place, pending });
  },
});

export function choseKeeping(content: Content): DraftEvent<'ending.chose', Content> {
  return draftEvent(endingChose, content);
}
