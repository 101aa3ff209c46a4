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

/**
 * Somebody is back from a break. It lets go of the event that began it, so that nothing readable is left of how long
 * they were away; and it stands by itself too, where two of their devices had begun one.
 */
export const communityCameBack = defineSpaceEvent({
  kind: 'community.came-back',
  noun: 'community',
  droppable: true,
  spaces: ['community'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Community>, _content: Content, { author, eventId, pending }) {
    draft.breaks.put(author, { id: eventId, person: author, isAway: false, pending });
  },
});

/** @param away the event that began the break. */
export function cameBack(away: EventId | null): DraftEvent<'community.came-back', Content> {
  return draftEvent(communityCameBack, {}, away === null ? [] : [away]);
}
