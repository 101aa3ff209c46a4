import * as v from 'valibot';
import type { Agreement } from '#domain/agreement/state.ts';
import { steps } from '#domain/agreement/steps.ts';
import { clauseWords, isClause } from '#domain/consent/wording.ts';
import {
  anEventId,
  defineSpaceEvent,
  parseWith,
  type Draft,
  type DraftEvent,
  draftEvent,
} from '#domain/space/define.ts';
import { ok, refuse } from '#kernel/result.ts';

const schema = v.strictObject({
  clause: v.exactOptional(anEventId),
  text: clauseWords,
  step: v.exactOptional(v.picklist(steps)),
});
type Content = v.InferOutput<typeof schema>;

/** "Shall we say it like this?" Whoever proposes a text says yes to it by proposing. Without a clause it opens one. */
export const agreementProposed = defineSpaceEvent({
  kind: 'agreement.proposed',
  noun: 'agreement',
  handedOn: true,
  droppable: true,
  spaces: ['pair', 'circle', 'solo'],
  parse: parseWith(schema),
  may(agreement: Agreement, { clause }: Content, context) {
    if (clause === undefined || isClause(agreement, clause, context)) return ok(null);
    return refuse('no-such-clause');
  },
  apply(draft: Draft<Agreement>, { clause, text, step }: Content, { author, eventId, at, place, pending }) {
    const wording = { clause: clause ?? eventId, proposal: eventId, text };
    const placed = { by: author, at, place, pending };
    draft.proposals.put(eventId, { ...wording, ...placed, step: step ?? null });
    draft.answers.put(eventId, {
      ...wording,
      ...placed,
      answer: 'yes',
      because: null,
      proposedAt: at,
      proposedPlace: place,
    });
  },
});

/** Proposes a text: for a clause that is there, or, without one, for a new clause called by this event. */
export function proposed(content: Content): DraftEvent<'agreement.proposed', Content> {
  return draftEvent(agreementProposed, content);
}
