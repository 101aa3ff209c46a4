import * as v from 'valibot';
import {
  anyMember,
  defineSpaceEvent,
  lineUpTo,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import type { Member } from '#domain/member/state.ts';

const schema = v.strictObject({ name: lineUpTo(60) });
type Content = v.InferOutput<typeof schema>;

/** "Call me this." Everybody names themselves; nobody names somebody else. */
export const memberNamed = defineSpaceEvent({
  kind: 'member.named',
  noun: 'member',
  handedOn: true,
  droppable: true,
  afterTheEnd: true,
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Member>, { name }: Content, { author, pending }) {
    draft.names.put(author, { person: author, name, pending });
  },
});

/** @param former the events that named me before, so that an old name is gone and not only covered. */
export function named(
  content: Content,
  former: readonly EventId[] = [],
): DraftEvent<'member.named', Content> {
  return draftEvent(memberNamed, content, former);
}
