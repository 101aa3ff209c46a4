import * as v from 'valibot';
import type { Agreement } from '#domain/agreement/state.ts';
import {
  aCalendarDay,
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

/** What is sealed knows no null: left out, it means none. */
const schema = v.strictObject({ on: v.nullish(aCalendarDay) });
type Content = v.InferOutput<typeof schema>;

/** A day to look at the agreement again, or none. A suggestion: nothing ends or changes when the day comes. */
export const agreementRevisitSuggested = defineSpaceEvent({
  kind: 'agreement.revisit-suggested',
  noun: 'agreement',
  handedOn: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Agreement>, { on }: Content, { author, at, pending }) {
    draft.revisit = { on: on ?? null, by: author, at, pending };
  },
});

/** Null takes the day back. */
export function revisitSuggested(day: {
  readonly on: string | null;
}): DraftEvent<'agreement.revisit-suggested', Content> {
  return draftEvent(agreementRevisitSuggested, day.on === null ? {} : { on: day.on });
}
