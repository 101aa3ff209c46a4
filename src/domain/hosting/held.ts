import * as v from 'valibot';
import type { Hosting } from '#domain/hosting/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({});
type Content = v.InferOutput<typeof schema>;

/** "I hosted this time." Said by nobody about somebody else; the next one is whoever comes after. */
export const hostingHeld = defineSpaceEvent({
  kind: 'hosting.held',
  noun: 'hosting',
  handedOn: true,
  spaces: ['circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Hosting>, _content: Content, { author, pending }) {
    draft.last = author;
    draft.taken = null;
    draft.passed = [];
    draft.pending = pending;
  },
});

export function hosted(): DraftEvent<'hosting.held', Content> {
  return draftEvent(hostingHeld, {});
}
