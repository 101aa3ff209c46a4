import { describe, expect, test } from 'vitest';
import { neighbourhoodOf } from './guard.ts';
import { createTally } from './tallies.ts';

describe('a tally', () => {
  const clock = { now: 0 };
  const tally = () => createTally(() => clock.now, 2, 1000);

  test('counts each key by itself, and what was too many not at all', () => {
    const { take } = tally();
    expect([take('ana'), take('ana'), take('ana'), take('bo')]).toEqual([true, true, false, true]);
  });

  test('begins anew when its time is over', () => {
    const { take } = tally();
    for (const _ of [1, 2, 3]) take('ana');
    clock.now += 999;
    expect(take('ana')).toBe(false);
    clock.now += 1;
    expect(take('ana')).toBe(true);
  });
});

describe('a neighbourhood', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, neighbourhood) => {
    expect(neighbourhoodOf(address)).toBe(neighbourhood);
  });
});
