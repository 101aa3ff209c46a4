import * as v from 'valibot';
import { putTurn } from '#domain/conversation/put-turn.ts';
import type { Conversation } from '#domain/conversation/state.ts';
import { spokenWords } from '#domain/conversation/words.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject(spokenWords);
type Content = v.InferOutput<typeof schema>;

export const conversationSaid = defineSpaceEvent({
  kind: 'conversation.said',
  noun: 'conversation',
  droppable: true,
  lapses: (_content: Content, own) => own,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Conversation>, words: Content, context) {
    putTurn(draft, context, words);
  },
});

/** Says something to everybody in the space. */
export function said(content: Content): DraftEvent<'conversation.said', Content> {
  return draftEvent(conversationSaid, content);
}
