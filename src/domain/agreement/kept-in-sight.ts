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
import type { EventId } from '#kernel/ids.ts';

/** What is sealed knows no null: left out, it means none. */
const schema = v.strictObject({ clause: v.nullish(anEventId) });
type Content = v.InferOutput<typeof schema>;

/** "Let us keep this one before us while we talk." It stays there only once everybody present chose the same. */
export const agreementKeptInSight = defineSpaceEvent({
  kind: 'agreement.kept-in-sight',
  noun: 'agreement',
  handedOn: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Agreement>, { clause }: Content, { author, place, pending }) {
    draft.inSight.put(author, { by: author, clause: clause ?? null, place, pending });
  },
});

/** Null takes it out of sight. */
export function keptInSight(choice: {
  readonly clause: EventId | null;
}): DraftEvent<'agreement.kept-in-sight', Content> {
  return draftEvent(agreementKeptInSight, choice.clause === null ? {} : { clause: choice.clause });
}
