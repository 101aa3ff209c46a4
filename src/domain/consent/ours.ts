import type { Answer } from '#domain/consent/state.ts';
import type { SpaceKind } from '#domain/space/define.ts';

/** Where one present member stands towards one text. */
export type Standing = 'yes' | 'aside' | 'no' | 'silent';

/**
 * The rule. A text is ours while nobody present is against it or silent: in a circle with at least one yes, between
 * two with both, alone with one's own. It asks how each stands and never who, so it is the same for everybody.
 */
export function isOurs(kind: SpaceKind, standings: readonly Standing[]): boolean {
  if (kind === 'solo') return standings.length === 1 && standings.every(isYes);
  if (kind === 'pair') return standings.length === 2 && standings.every(isYes);
  return standings.some(isYes) && standings.every((standing) => standing === 'yes' || standing === 'aside');
}

/**
 * What somebody says to a text: their newest answer to that proposal, unless their newest answer to these very words
 * holds them less. Whoever says no to the same words, proposed again, has said no to the words; whoever says yes to
 * them there has not answered here.
 */
export function lesser(toProposal: Answer | undefined, toWords: Answer | undefined): Answer | null {
  if (toProposal === undefined || toWords === undefined) return null;
  return strength[standingOf(toWords)] < strength[standingOf(toProposal)] ? toWords : toProposal;
}

export function standingOf(answer: Answer | null): Standing {
  if (answer === null) return 'silent';
  if (answer.answer === 'yes' || answer.answer === 'yes-and') return 'yes';
  return answer.answer === 'stands-aside' ? 'aside' : 'no';
}

const strength: Readonly<Record<Standing, number>> = { silent: 0, no: 1, aside: 2, yes: 3 };

function isYes(standing: Standing): boolean {
  return standing === 'yes';
}
