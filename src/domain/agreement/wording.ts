import type { Agreement, Wording } from '#domain/agreement/state.ts';
import { anEventId, wordsUpTo, type Context } from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

export const clauseWords = wordsUpTo(2000);

/** Whoever answers repeats the whole text, so that nobody can change or take away what was said yes to. */
export const aWording = { clause: anEventId, proposal: anEventId, text: clauseWords };

type Known = Pick<Agreement, 'proposals'>;

/**
 * Whether these words are what was proposed there. Where the proposal was let go, or its key is not here, nobody can
 * tell any more; the text then stands for itself, and only for those who answered this very text.
 */
export function mayAnswer(agreement: Known, wording: Wording, context: Context): Result<null> {
  const proposal = agreement.proposals.get(wording.proposal);
  if (proposal === undefined) {
    if (!isUnreadable(wording.proposal, context)) return refuse('nothing-proposed');
    return isClause(agreement, wording.clause, context) ? ok(null) : refuse('no-such-clause');
  }
  if (proposal.clause !== wording.clause) return refuse('another-clause');
  if (proposal.text !== wording.text) return refuse('another-text');
  return ok(null);
}

/** A clause is called by the event that opened it, and outlives it for as long as somebody carries a text of it. */
export function isClause(agreement: Known, clause: EventId, context: Context): boolean {
  const first = agreement.proposals.get(clause);
  return first === undefined ? isUnreadable(clause, context) : first.clause === clause;
}

function isUnreadable(eventId: EventId, { earlier }: Context): boolean {
  return earlier(eventId)?.readable === false;
}
