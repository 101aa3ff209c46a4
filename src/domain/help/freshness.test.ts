import { expect, test } from 'vitest';
import { freshness } from './freshness.ts';

test('a check grows old on the day after ninety days, and none is no check', () => {
  const oldestFresh = '2030-08-16';
  expect(freshness({ checked: null }, oldestFresh)).toBe('never');
  expect(freshness({ checked: { on: '2030-08-16', by: 'Noor' } }, oldestFresh)).toBe('fresh');
  expect(freshness({ checked: { on: '2030-08-15', by: 'Noor' } }, oldestFresh)).toBe('old');
});
