import * as v from 'valibot';
import type { Community } from '#domain/community/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  draftEvent,
  parseWith,
  type Draft,
  type DraftEvent,
} from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';

const schema = v.strictObject({});
type Content = v.InferOutput<typeof schema>;

/** Somebody takes a break: they are not among the people to be asked until they come back. There is no room for a reason. */
export const communitySteppedAway = defineSpaceEvent({
  kind: 'community.stepped-away',
  noun: 'community',
  droppable: true,
  spaces: ['community'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Community>, _content: Content, { author, eventId, pending }) {
    draft.breaks.put(author, { id: eventId, person: author, isAway: true, pending });
  },
});

/** @param previous what came of the break before, which is let go. */
export function steppedAway(previous: EventId | null): DraftEvent<'community.stepped-away', Content> {
  return draftEvent(communitySteppedAway, {}, previous === null ? [] : [previous]);
}
