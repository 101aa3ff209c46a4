import * as v from 'valibot';
import { prompts } from '#domain/ending/prompts.ts';
import type { Ending } from '#domain/ending/state.ts';
import { mayWhileUnderway } from '#domain/ending/underway.ts';
import {
  defineSpaceEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ prompt: v.picklist(prompts), text: wordsUpTo(20_000) });
type Content = v.InferOutput<typeof schema>;

/** Somebody's own words about what ends, or a letter. They were theirs alone until now, and stay theirs to take back. */
export const endingOffered = defineSpaceEvent({
  kind: 'ending.offered',
  noun: 'ending',
  droppable: true,
  // A letter was handed over; the rest was only shown.
  offered: ({ prompt }: Content) => (prompt === 'letter' ? 'may-be-taken' : 'stays-here'),
  spaces: ['pair', 'circle'],
  parse: parseWith(schema),
  may: mayWhileUnderway,
  apply(draft: Draft<Ending>, { prompt, text }: Content, { author, eventId, at, pending }) {
    draft.offers.put(eventId, { id: eventId, by: author, at, prompt, text, pending });
  },
});

export function offered(content: Content): DraftEvent<'ending.offered', Content> {
  return draftEvent(endingOffered, content);
}
