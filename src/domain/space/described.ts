import * as v from 'valibot';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { circleLooks, purposeMost, type CircleLook } from '#domain/space/look.ts';
import type { Space } from '#domain/space/name-state.ts';

const schema = v.strictObject({
  purpose: v.exactOptional(wordsUpTo(purposeMost)),
  look: v.picklist(circleLooks),
});
type Content = v.InferOutput<typeof schema>;

/** What a circle is for, in its own words, and which drawing stands for it. Any member may say it anew. */
export const spaceDescribed = defineSpaceEvent({
  kind: 'space.described',
  noun: 'space',
  handedOn: true,
  spaces: ['circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Space>, { purpose, look }: Content, { author, eventId, at, pending }) {
    draft.purpose = purpose ?? null;
    draft.look = look;
    draft.described = { id: eventId, by: author, at };
    draft.pending = pending;
  },
});

/** @param purpose none where it is empty. */
export function described(purpose: string, look: CircleLook): DraftEvent<'space.described', Content> {
  const words = purpose.trim();
  return draftEvent(spaceDescribed, words === '' ? { look } : { purpose: words, look });
}
