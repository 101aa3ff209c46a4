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
import type { Space } from '#domain/space/name-state.ts';

const schema = v.strictObject({ name: lineUpTo(60) });
type Content = v.InferOutput<typeof schema>;

/** Any member may name the place, and rename it: it belongs to nobody in particular. */
export const spaceNamed = defineSpaceEvent({
  kind: 'space.named',
  noun: 'space',
  handedOn: true,
  spaces: ['community', 'circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Space>, { name }: Content, { pending }) {
    draft.name = name;
    draft.pending = pending;
  },
});

export function spaceNamedAs(content: Content): DraftEvent<'space.named', Content> {
  return draftEvent(spaceNamed, content);
}
