import type { Consents, Wording } from '#domain/consent/state.ts';
import { anEventId, wordsUpTo, type Context } from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

export const clauseWords = wordsUpTo(2000);

/** Whoever answers repeats the whole text, so that nobody can change or take away what was said yes to. */
export const aWording = { clause: anEventId, proposal: anEventId, text: clauseWords };

type Known = { readonly proposals: Pick<Consents['proposals'], 'get'> };

/**
 * Whether these words are what was proposed there. Where the proposal was let go, or its key is not here, nobody can
 * tell any more; the text then stands for itself, and only for those who answered this very text.
 */
export function mayAnswer(consents: Known, wording: Wording, context: Context): Result<null> {
  const proposal = consents.proposals.get(wording.proposal);
  if (proposal === undefined) {
    if (!isUnreadable(wording.proposal, context)) return refuse('nothing-proposed');
    return isClause(consents, wording.clause, context) ? ok(null) : refuse('no-such-clause');
  }
  if (proposal.clause !== wording.clause) return refuse('another-clause');
  if (proposal.text !== wording.text) return refuse('another-text');
  return ok(null);
}

/** A clause is called by the event that opened it, and outlives it for as long as somebody carries a text of it. */
export function isClause(consents: Known, clause: EventId, context: Context): boolean {
  const first = consents.proposals.get(clause);
  return first === undefined ? isUnreadable(clause, context) : first.clause === clause;
}

function isUnreadable(eventId: EventId, { earlier }: Context): boolean {
  return earlier(eventId)?.readable === false;
}
