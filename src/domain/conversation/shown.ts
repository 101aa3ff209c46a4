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

const sideMost = 20_000;
const schema = v.strictObject({
  ...fileAndWords,
  /** Never a drawing that carries a program, such as SVG. */
  type: v.picklist(['image/jpeg', 'image/png', 'image/webp']),
  width: wholeUpTo(sideMost),
  height: wholeUpTo(sideMost),
});
type Content = v.InferOutput<typeof schema>;

/** A picture. Its description stands where the words of other turns do, and is found anew like them. */
export const conversationShown = defineSpaceEvent({
  kind: 'conversation.shown',
  noun: 'conversation',
  droppable: true,
  lapses: (_content: Content, own) => own,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Conversation>, { description, note, ...file }: Content, context) {
    putTurn(draft, context, { text: description, note, file: { sort: 'picture', ...file } });
  },
});

/** Shows a picture to everybody in the space. */
export function shown(content: Content): DraftEvent<'conversation.shown', Content> {
  return { ...draftEvent(conversationShown, content), blobs: [{ id: content.blob, hash: content.hash }] };
}
