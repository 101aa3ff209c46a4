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

/** "Not me, this time." Needs no reason, and the turn goes to whoever comes after. */
export const hostingPassed = defineSpaceEvent({
  kind: 'hosting.passed',
  noun: 'hosting',
  handedOn: true,
  spaces: ['circle'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Hosting>, _content: Content, { author, pending }) {
    if (draft.taken === author) draft.taken = null;
    if (!draft.passed.includes(author)) draft.passed = [...draft.passed, author];
    draft.pending = pending;
  },
});

export function passesHosting(): DraftEvent<'hosting.passed', Content> {
  return draftEvent(hostingPassed, {});
}
