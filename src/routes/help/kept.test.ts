import { afterEach, expect, test, vi } from 'vitest';
import { keepForHelp, keptForHelp } from './kept.ts';

afterEach(() => vi.unstubAllGlobals());

const kept = { people: [{ name: 'Bo', way: 'after six' }], hardTimes: 'It has passed before.' };

test('it is kept when somebody says so, and one word takes all of it away', () => {
  const shelf = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => shelf.set(key, value),
    removeItem: (key: string) => shelf.delete(key),
  });
  expect(keptForHelp()).toBeNull();
  expect(keepForHelp(kept)).toBe(true);
  expect(keptForHelp()).toEqual(kept);
  expect(keepForHelp({ people: [], hardTimes: ' ' })).toBe(true);
  expect(shelf.size).toBe(0);
  keepForHelp(kept);
  expect(keepForHelp(null)).toBe(true);
  expect(shelf.size).toBe(0);
});

test('a browser that keeps nothing, or something else in its place, is not in the way', () => {
  const closed = () => {
    throw new Error('closed');
  };
  vi.stubGlobal('localStorage', { getItem: closed, setItem: closed, removeItem: closed });
  expect(keptForHelp()).toBeNull();
  expect(keepForHelp(kept)).toBe(false);
  vi.stubGlobal('localStorage', { getItem: () => 'half a {' });
  expect(keptForHelp()).toBeNull();
});
