import * as v from 'valibot';
import type { Conversation, SaidTurn } from '#domain/conversation/state.ts';
import { spokenWords } from '#domain/conversation/words.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({ said: anEventId, ...spokenWords });
type Content = v.InferOutput<typeof schema>;

/** The same turn in better words. Only its author finds them, and the former words are not kept. */
export const conversationReworded = defineSpaceEvent({
  kind: 'conversation.reworded',
  noun: 'conversation',
  droppable: true,
  // Better words make a turn no younger, and none of them stays behind it.
  lapses: ({ said }: Content) => said,
  must: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may(conversation: Conversation, { said }: Content, { author }) {
    const turn = conversation.turns.get(said);
    if (turn === undefined) return refuse('nothing-said');
    if (turn.author !== author) return refuse('not-your-words');
    if (turn.state === 'withdrawn') return refuse('withdrawn');
    return ok(null);
  },
  apply(draft: Draft<Conversation>, { said, text, note }: Content, { eventId, at, pending }) {
    const turn = draft.turns.get(said);
    if (turn?.state !== 'said') return;
    draft.turns.put(said, { ...turn, text, note: note ?? null, rewordedAt: at, rewording: eventId, pending });
  },
});

/** Says a turn in these words instead. An earlier rewording is let go; leaving `note` out takes a note away. */
export function reworded(
  turn: SaidTurn,
  words: Omit<Content, 'said'>,
): DraftEvent<'conversation.reworded', Content> {
  const drops = turn.rewording === null ? [] : [turn.rewording];
  return draftEvent(conversationReworded, { said: turn.id, ...words }, drops);
}
