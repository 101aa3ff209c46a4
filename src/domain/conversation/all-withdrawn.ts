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
import { ok } from '#kernel/result.ts';

/** With their rewordings they are as many as the outside of one event may let go. */
export const withdrawnAtOnceMost = 128;

const schema = v.strictObject({
  said: v.pipe(v.array(anEventId), v.minLength(1), v.maxLength(withdrawnAtOnceMost)),
});
type Content = v.InferOutput<typeof schema>;

/** Takes many words back in one act, for whoever goes and takes all of theirs along. Each leaves its line, as ever. */
export const conversationAllWithdrawn = defineSpaceEvent({
  kind: 'conversation.all-withdrawn',
  noun: 'conversation',
  must: true,
  afterTheEnd: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may(_conversation: Conversation, { said }: Content, context) {
    return said.map((one) => mayTakeBack(one, context)).find((may) => !may.ok) ?? ok(null);
  },
  apply() {},
  leaves(draft: Draft<Conversation>, { said }: Content, place, letGoAt) {
    if (said.includes(place.eventId)) leaveLine(draft, place, letGoAt);
  },
});

/** Lets go of turns, each with its rewording: at most `withdrawnAtOnceMost` of them. */
export function allWithdrawn(turns: readonly SaidTurn[]): DraftEvent<'conversation.all-withdrawn', Content> {
  const drops = turns.flatMap(({ id, rewording }) => (rewording === null ? [id] : [id, rewording]));
  return draftEvent(conversationAllWithdrawn, { said: turns.map(({ id }) => id) }, drops);
}
