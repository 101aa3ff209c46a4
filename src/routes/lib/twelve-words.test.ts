import { expect, test } from 'vitest';
import { twelveWordsIn } from './twelve-words.ts';

test('words are found between numbers, commas, lines and capitals', () => {
  expect(twelveWordsIn('1. Lamp\r\n2. river, 3) TABLE')).toEqual(['lamp', 'river', 'table']);
});

test('an empty field has no words', () => {
  expect(twelveWordsIn('  \n')).toEqual([]);
});
