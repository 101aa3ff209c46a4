import type { Answer } from '#domain/agreement/state.ts';
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
 * Somebody stands for a text when their newest answer to that proposal does, and their newest answer to these very
 * words does too: who answers no to the same words proposed again has said no to the words.
 */
export function standing(toProposal: Answer | undefined, toWords: Answer | undefined): Standing {
  if (toProposal === undefined || toWords === undefined) return 'silent';
  if (standingOf(toWords) === 'no') return 'no';
  return standingOf(toProposal);
}

function standingOf({ answer }: Answer): Standing {
  if (answer === 'yes' || answer === 'yes-and') return 'yes';
  return answer === 'stands-aside' ? 'aside' : 'no';
}

function isYes(standing: Standing): boolean {
  return standing === 'yes';
}
