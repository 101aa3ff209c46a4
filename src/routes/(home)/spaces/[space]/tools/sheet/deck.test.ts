import { expect, test } from 'vitest';
import { cardsLeft, drawn, needsPause, type Card } from './deck.ts';

const cards: readonly Card[] = [
  { id: 'tea', ask: 'How must tea be?', suit: 'tastes' },
  { id: 'sea', ask: 'Which sea?', suit: 'places' },
  { id: 'loss', ask: 'What do you miss?', suit: 'places', mayStir: true },
  { id: 'fear', ask: 'What frightens you?', suit: 'places', mayStir: true },
];
const step = { cards: [...cards] };
const ids = (left: readonly Card[]) => left.map(({ id }) => id);

test('what was laid is not laid again before all of it was', () => {
  expect(ids(cardsLeft(step, [{ card: 'sea' }, { card: null }], null))).toEqual(['tea', 'loss', 'fear']);
  expect(
    ids(
      cardsLeft(
        step,
        cards.map(({ id }) => ({ card: id })),
        null,
      ),
    ),
  ).toHaveLength(4);
});

test('from one suit alone', () => {
  expect(ids(cardsLeft(step, [{ card: 'sea' }], 'places'))).toEqual(['loss', 'fear']);
});

test('chance draws any of them, and none from nothing', () => {
  expect([0, 0.3, 0.99].map((chance) => drawn(cards, chance)?.id)).toEqual(['tea', 'sea', 'fear']);
  expect(drawn([], 0.5)).toBeUndefined();
});

test('two that may stir never follow each other without the pause', () => {
  const [tea, , loss, fear] = cards;
  if (!tea || !loss || !fear) throw new Error('they are there');
  expect(needsPause(step, { card: 'loss' }, fear)).toBe(true);
  expect(needsPause(step, { card: 'tea' }, fear)).toBe(false);
  expect(needsPause(step, { card: 'loss' }, tea)).toBe(false);
  expect(needsPause(step, undefined, loss)).toBe(false);
});
