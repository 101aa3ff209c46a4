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

/** "These are our words for a pause." They are once everybody present chose the same clause, while it is ours. */
export const agreementChosenForPauses = defineSpaceEvent({
  kind: 'agreement.chosen-for-pauses',
  noun: 'agreement',
  handedOn: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Agreement>, { clause }: Content, { author, place, pending }) {
    draft.forPauses.put(author, { by: author, clause: clause ?? null, place, pending });
  },
});

/** Null chooses none. */
export function chosenForPauses(choice: {
  readonly clause: EventId | null;
}): DraftEvent<'agreement.chosen-for-pauses', Content> {
  return draftEvent(agreementChosenForPauses, choice.clause === null ? {} : { clause: choice.clause });
}
