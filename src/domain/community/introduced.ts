import * as v from 'valibot';
import type { Community } from '#domain/community/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';

const schema = v.strictObject({ words: wordsUpTo(2000) });
type Content = v.InferOutput<typeof schema>;

/** Who somebody is, in their own words, for as long as they want these words to stand. */
export const communityIntroduced = defineSpaceEvent({
  kind: 'community.introduced',
  noun: 'community',
  droppable: true,
  offered: () => 'stays-here',
  spaces: ['community'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Community>, { words }: Content, { author, eventId, at, pending }) {
    draft.introductions.put(author, { id: eventId, person: author, words, at, pending });
  },
});

/** @param previous the introduction that these words replace: it is let go, not only covered. */
export function introduced(
  content: Content,
  previous: EventId | null,
): DraftEvent<'community.introduced', Content> {
  return draftEvent(communityIntroduced, content, previous === null ? [] : [previous]);
}
