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

/** "I host the next time." Anybody may, whoever's turn it is. */
export const hostingTaken = defineSpaceEvent({
  kind: 'hosting.taken',
  noun: 'hosting',
  handedOn: true,
  spaces: ['circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Hosting>, _content: Content, { author, pending }) {
    draft.taken = author;
    draft.passed = draft.passed.filter((person) => person !== author);
    draft.pending = pending;
  },
});

export function takesHosting(): DraftEvent<'hosting.taken', Content> {
  return draftEvent(hostingTaken, {});
}
