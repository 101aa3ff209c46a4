import * as v from 'valibot';
import type { Agreement } from '#domain/agreement/state.ts';
import { aWording, mayAnswer } from '#domain/consent/wording.ts';
import {
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';

const schema = v.strictObject(aWording);
type Content = v.InferOutput<typeof schema>;

/** "I no longer say yes to this text." Anybody may, any day, without a reason. */
export const agreementReopened = defineSpaceEvent({
  kind: 'agreement.reopened',
  noun: 'agreement',
  handedOn: true,
  must: true,
  afterTheEnd: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may: mayAnswer,
  apply(draft: Draft<Agreement>, wording: Content, { author, eventId, at, place, pending, earlier }) {
    const proposedThere = earlier(wording.proposal);
    if (proposedThere === null) return;
    draft.answers.put(eventId, {
      ...wording,
      by: author,
      at,
      place,
      pending,
      answer: 'let-go',
      because: null,
      proposedAt: proposedThere.at,
      proposedPlace: proposedThere.place,
    });
  },
});

export function reopened(content: Content): DraftEvent<'agreement.reopened', Content> {
  return draftEvent(agreementReopened, content);
}
