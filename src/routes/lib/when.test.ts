import { expect, test } from 'vitest';
import { hour } from '#kernel/time.ts';
import { formatsFor } from '#words/formats.ts';
import { whenIs } from './when.ts';

const formats = formatsFor('en', 'UTC');
const noon = Date.UTC(2031, 4, 1, 12);

test('a time of today is an hour, and any other has its day', () => {
  expect(whenIs(formats, noon + hour, noon)).toBe('13:00');
  expect(whenIs(formats, noon + 24 * hour, noon)).toBe('2 May 2031, 12:00');
});
