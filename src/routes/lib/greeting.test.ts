import { expect, test } from 'vitest';
import { home } from '#words/en/home.ts';
import { greeting } from './greeting.ts';

test('a greeting fits the hour', () => {
  expect([4, 5, 12, 18, 23].map((hour) => greeting(home, 'Ana', hour))).toEqual([
    'Hello, Ana',
    'Good morning, Ana',
    'Good afternoon, Ana',
    'Good evening, Ana',
    'Good evening, Ana',
  ]);
});
