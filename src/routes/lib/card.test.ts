import { expect, test } from 'vitest';
import { card } from '#tests/cast.ts';
import { changedFields } from './card.ts';

test('only the lines that say something else are shown as changed, in the order of the card', () => {
  const now = { ...card, ages: 'From 16 years on.', whoRuns: 'Two of us, by turns.' };
  expect(changedFields(now, card)).toEqual([
    { field: 'whoRuns', now: 'Two of us, by turns.', before: card.whoRuns },
    { field: 'ages', now: 'From 16 years on.', before: card.ages },
  ]);
});

test('where nobody knows what stood there before, nothing is called changed', () => {
  expect(changedFields(card, null)).toEqual([]);
});
