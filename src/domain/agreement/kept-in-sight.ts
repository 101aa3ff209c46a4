import * as v from 'valibot';
import type { Agreement } from '#domain/agreement/state.ts';
import {
  anEventId,
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ clause: v.nullable(anEventId) });
type Content = v.InferOutput<typeof schema>;

/** "Let us keep this one before us while we talk." It stays there only once everybody present chose the same. */
export const agreementKeptInSight = defineSpaceEvent({
  kind: 'agreement.kept-in-sight',
  noun: 'agreement',
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Agreement>, { clause }: Content, { author, place, pending }) {
    draft.inSight.put(author, { by: author, clause, place, pending });
  },
});

export function keptInSight(content: Content): DraftEvent<'agreement.kept-in-sight', Content> {
  return draftEvent(agreementKeptInSight, content);
}
