import { expect, test } from 'vitest';
import { createLru } from '#server/lru.ts';

test('what was set is there until it is taken away or set again', () => {
  const lru = createLru<number>(10);
  lru.set('a', 1);
  lru.set('b', 2);
  lru.set('a', 3);
  lru.delete('b');
  expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([3, undefined, undefined]);
});

test('what is asked for again and again stays, what nobody asks for goes', () => {
  const lru = createLru<number>(10);
  lru.set('asked for', 1);
  lru.set('not asked for', 2);
  for (let index = 0; index < 100; index++) {
    lru.set(`other ${index}`, index);
    expect(lru.get('asked for')).toBe(1);
  }
  expect(lru.get('not asked for')).toBeUndefined();
});

test('never more than it may hold, and the newest half of it always', () => {
  const lru = createLru<number>(10);
  for (let index = 0; index < 95; index++) lru.set(String(index), index);
  const held = Array.from({ length: 95 }, (_, index) => index).filter(
    (index) => lru.get(String(index)) !== undefined,
  );
  expect(held.length).toBeLessThanOrEqual(10);
  expect(held).toEqual(expect.arrayContaining([91, 92, 93, 94]));
});

test('an old value never comes back after a new one', () => {
  const lru = createLru<number>(4);
  lru.set('a', 1);
  lru.set('b', 1);
  lru.set('a', 2);
  lru.set('c', 1);
  expect(lru.get('a')).toBe(2);
});
