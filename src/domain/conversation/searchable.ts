import type { Conversation } from '#domain/conversation/state.ts';
import { defineSearchable } from '#domain/space/define.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** What was said, in the words that stand now. */
export const searchableConversation = defineSearchable({
  noun: 'conversation',
  passages: ({ turns }: Conversation) =>
    valuesOf(turns).flatMap((turn) => {
      if (turn.state !== 'said') return [];
      const { id, author, at, text, note } = turn;
      return [{ opens: id, by: author, at, event: id, words: text, note }];
    }),
});
