import * as v from 'valibot';
import type { Agreement } from '#domain/agreement/state.ts';
import { aWording, clauseWords, mayAnswer } from '#domain/consent/wording.ts';
import {
  defineSpaceEvent,
  parseWith,
  wordsUpTo,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { refuse } from '#kernel/result.ts';

const why = wordsUpTo(2000);
const maybeWhy = { because: v.exactOptional(why) };
const schema = v.variant('answer', [
  v.strictObject({ ...aWording, ...maybeWhy, answer: v.literal('yes') }),
  v.strictObject({ ...aWording, ...maybeWhy, answer: v.literal('yes-and'), and: clauseWords }),
  v.strictObject({ ...aWording, answer: v.literal('worried'), because: why }),
  v.strictObject({ ...aWording, ...maybeWhy, answer: v.literal('not-yet') }),
  v.strictObject({ ...aWording, ...maybeWhy, answer: v.literal('stands-aside') }),
]);
type Content = v.InferOutput<typeof schema>;

/**
 * What somebody says to exactly this text. Their newest answer counts. "Yes, and" is a yes to this text and brings in
 * a further one, which its author says yes to and the others have not answered.
 */
export const agreementAnswered = defineSpaceEvent({
  kind: 'agreement.answered',
  noun: 'agreement',
  handedOn: true,
  must: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may(agreement: Agreement, content: Content, context) {
    if (content.answer === 'yes-and' && content.and === content.text) return refuse('nothing-added');
    return mayAnswer(agreement, content, context);
  },
  apply(draft: Draft<Agreement>, content: Content, { author, eventId, at, place, pending, earlier }) {
    const { clause, proposal, text, answer } = content;
    const proposedThere = earlier(proposal);
    if (proposedThere === null) return;
    const placed = { by: author, at, place, pending };
    draft.answers.put(eventId, {
      ...placed,
      clause,
      proposal,
      text,
      answer,
      because: content.because ?? null,
      proposedAt: proposedThere.at,
      proposedPlace: proposedThere.place,
    });
    if (content.answer !== 'yes-and') return;
    const further = { ...placed, clause, proposal: eventId, text: content.and };
    draft.proposals.put(eventId, { ...further, step: null });
    draft.answers.put(`${eventId} and`, {
      ...further,
      answer: 'yes',
      because: null,
      proposedAt: at,
      proposedPlace: place,
    });
  },
});

export function answered(content: Content): DraftEvent<'agreement.answered', Content> {
  return draftEvent(agreementAnswered, content);
}
