import * as v from 'valibot';
import { fileAndWords, wholeUpTo } from '#domain/conversation/file.ts';
import { putTurn } from '#domain/conversation/put-turn.ts';
import type { Conversation } from '#domain/conversation/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const secondsMost = 60 * 60;
const schema = v.strictObject({
  ...fileAndWords,
  type: v.picklist(['audio/webm', 'audio/mp4', 'audio/ogg']),
  seconds: wholeUpTo(secondsMost),
});
type Content = v.InferOutput<typeof schema>;

/** A voice note. What it says in writing stands where the words of other turns do. */
export const conversationVoiced = defineSpaceEvent({
  kind: 'conversation.voiced',
  noun: 'conversation',
  droppable: true,
  lapses: (_content: Content, own) => own,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Conversation>, { description, note, ...file }: Content, context) {
    putTurn(draft, context, { text: description, note, file: { sort: 'recording', ...file } });
  },
});

/** Says something by voice to everybody in the space. */
export function voiced(content: Content): DraftEvent<'conversation.voiced', Content> {
  return { ...draftEvent(conversationVoiced, content), blobs: [{ id: content.blob, hash: content.hash }] };
}
