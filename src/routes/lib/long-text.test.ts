import { expect, test } from 'vitest';
import { beginningOf } from './long-text.ts';

test('a text of forty lines stands as it is', () => {
  expect(beginningOf('a line\n'.repeat(39) + 'the last')).toBeNull();
  expect(beginningOf('')).toBeNull();
});

test('of a longer text the beginning is shown, cut between words', () => {
  const begun = beginningOf('quiet words '.repeat(400));
  expect(begun).toMatch(/^(quiet words )*quiet( words)? …$/);
  expect(begun?.length).toBeLessThan(45 * 41);
});

test('many short lines are cut at a line', () => {
  expect(beginningOf('hm\n'.repeat(60))?.split('\n').length).toBeLessThanOrEqual(41);
});

test('a letter that is written in two halves is never torn', () => {
  expect(beginningOf('🌿'.repeat(1200))).not.toMatch(/[\uD800-\uDBFF] …$/);
});
