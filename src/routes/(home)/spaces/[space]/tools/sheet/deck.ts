import type { StepThat } from '#domain/tool/step.ts';
import type { Question } from '#domain/worksheet/state.ts';

export type Card = StepThat<'deck'>['cards'][number];

/**
 * The cards that may be laid next: those that were not laid yet, or all of them once each was.
 *
 * @param suit one of them, or null for any
 */
export function cardsLeft(
  { cards }: Pick<StepThat<'deck'>, 'cards'>,
  questions: readonly Pick<Question, 'card'>[],
  suit: string | null,
): readonly Card[] {
  const laid = new Set(questions.map(({ card }) => card));
  const inSuit = cards.filter((card) => suit === null || card.suit === suit);
  const left = inSuit.filter(({ id }) => !laid.has(id));
  return left.length === 0 ? inSuit : left;
}

/** One of these, by a number from 0 up to and without 1. */
export function drawn(cards: readonly Card[], chance: number): Card | undefined {
  return cards[Math.floor(chance * cards.length)];
}

/** Whether the pause is read first: two questions that may stir never follow each other without it. */
export function needsPause(
  { cards }: Pick<StepThat<'deck'>, 'cards'>,
  before: Pick<Question, 'card'> | undefined,
  next: Card,
): boolean {
  const former = cards.find(({ id }) => id === before?.card);
  return next.mayStir === true && former?.mayStir === true;
}
