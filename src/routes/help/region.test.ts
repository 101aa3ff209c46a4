import { afterEach, expect, test, vi } from 'vitest';
import { keepRegion, keptRegion } from './region.ts';

afterEach(() => vi.unstubAllGlobals());

test('a place is kept when somebody says so, and let go when they say that', () => {
  const shelf = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => shelf.set(key, value),
    removeItem: (key: string) => shelf.delete(key),
  });
  expect(keptRegion()).toBeNull();
  expect(keepRegion('Ireland')).toBe(true);
  expect(keptRegion()).toBe('Ireland');
  expect(keepRegion(null)).toBe(true);
  expect(shelf.size).toBe(0);
});

test('a browser that keeps nothing is not in the way', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('closed');
    },
    setItem: () => {
      throw new Error('closed');
    },
  });
  expect(keptRegion()).toBeNull();
  expect(keepRegion('Ireland')).toBe(false);
});
