import * as v from 'valibot';
import { leaveLine, mayTakeBack } from '#domain/conversation/leave-line.ts';
import type { Conversation, SaidTurn } from '#domain/conversation/state.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ said: anEventId });
type Content = v.InferOutput<typeof schema>;

/**
 * Takes words back. The letting go itself is in the outside of the event, where the server sees it and wipes; what
 * this adds is the line in the old place that says so, since nothing vanishes without a trace of why. Only an author
 * can let go of words, so only an author can leave that line.
 */
export const conversationWithdrawn = defineSpaceEvent({
  kind: 'conversation.withdrawn',
  noun: 'conversation',
  must: true,
  afterTheEnd: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: (_conversation: Conversation, { said }: Content, context) => mayTakeBack(said, context),
  apply() {},
  leaves(draft: Draft<Conversation>, { said }: Content, place, letGoAt) {
    if (said === place.eventId) leaveLine(draft, place, letGoAt);
  },
});

/** Lets go of a turn, with its rewording. */
export function withdrawn(turn: SaidTurn): DraftEvent<'conversation.withdrawn', Content> {
  const drops = turn.rewording === null ? [turn.id] : [turn.id, turn.rewording];
  return draftEvent(conversationWithdrawn, { said: turn.id }, drops);
}
