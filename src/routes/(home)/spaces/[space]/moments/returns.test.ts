import { expect, test } from 'vitest';
import { hour } from '#kernel/time.ts';
import { returnAt } from './returns.ts';

const now = new Date('2031-05-01T12:00').getTime();

test('a return is open, after a while, or at a time that is still to come', () => {
  expect(returnAt('open', '', now)).toBeNull();
  expect(returnAt('hour', '', now)).toBe(now + hour);
  expect(returnAt('day', '2031-05-01T13:00', now)).toBe(now + hour);
  expect(returnAt('day', '2031-05-01T11:00', now)).toBeUndefined();
  expect(returnAt('day', '', now)).toBeUndefined();
});
