import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hour, minute } from '#kernel/time.ts';
import { chooseLockAfter, forgetTouch, isLeftAlone, lockAfterChosen, noteTouch } from './lock-after.ts';

const shelf = new Map<string, string>();
beforeEach(() => {
  shelf.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => shelf.set(key, value),
    removeItem: (key: string) => shelf.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const evening = Date.UTC(2030, 10, 3, 22, 4, 31);

test('until somebody chooses otherwise nothing locks by itself, and nothing is written down', () => {
  expect(lockAfterChosen()).toBe('never');
  noteTouch(evening);
  expect(isLeftAlone(evening + 100 * hour)).toBe(false);
  expect(shelf.size).toBe(0);
});

test('it locks when nobody has touched it for as long as was chosen, and not before', () => {
  chooseLockAfter('15', evening);
  expect(isLeftAlone(evening + 14 * minute)).toBe(false);
  expect(isLeftAlone(evening + 16 * minute)).toBe(true);
  noteTouch(evening + 14 * minute);
  expect(isLeftAlone(evening + 16 * minute)).toBe(false);
  expect(isLeftAlone(evening + 31 * minute)).toBe(true);
});

test('a moment is written down to the minute', () => {
  chooseLockAfter('5', evening);
  expect(Number(shelf.get('touched')) % minute).toBe(0);
});

test('a clock that was set back by years locks rather than never', () => {
  chooseLockAfter('5', evening);
  expect(isLeftAlone(evening - 1000 * hour)).toBe(true);
});

test('whoever goes, or wants it no more, leaves no moment behind', () => {
  chooseLockAfter('5', evening);
  forgetTouch();
  expect(shelf.has('touched')).toBe(false);
  expect(isLeftAlone(evening + hour)).toBe(false);
  noteTouch(evening);
  chooseLockAfter('never', evening);
  expect(shelf.size).toBe(0);
});
