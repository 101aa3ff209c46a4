import * as v from 'valibot';
import { isCalendarDay } from '#domain/agreement/calendar-day.ts';
import type { Agreement } from '#domain/agreement/state.ts';
import {
  anyMember,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject({ on: v.nullable(v.pipe(v.string(), v.check(isCalendarDay))) });
type Content = v.InferOutput<typeof schema>;

/** A day to look at the agreement again, or none. A suggestion: nothing ends or changes when the day comes. */
export const agreementRevisitSuggested = defineSpaceEvent({
  kind: 'agreement.revisit-suggested',
  noun: 'agreement',
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: anyMember,
  apply(draft: Draft<Agreement>, { on }: Content, { author, at, pending }) {
    draft.revisit = { on, by: author, at, pending };
  },
});

export function revisitSuggested(content: Content): DraftEvent<'agreement.revisit-suggested', Content> {
  return draftEvent(agreementRevisitSuggested, content);
}
