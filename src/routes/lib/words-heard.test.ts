import { expect, test } from 'vitest';
import type { SpaceId } from '#kernel/ids.ts';
import { wordsHeard } from './words-heard.ts';

// Any text does for an id here: it is only compared.
const pair = 'pair' as SpaceId;
const circle = 'circle' as SpaceId;
const quiet = (space: SpaceId, muted = false) => ({ space, news: null, muted });
const wrote = (space: SpaceId, place: number, muted = false) => ({
  space,
  news: { by: 'Bo', what: 'wrote' as const, place },
  muted,
});

test('what waits when the page opens is not heard, what comes afterwards is, once', () => {
  const heard = wordsHeard();
  expect(heard([])).toBe(false);
  expect(heard([wrote(pair, 4), quiet(circle)])).toBe(false);
  expect(heard([wrote(pair, 5), quiet(circle)])).toBe(true);
  expect(heard([wrote(pair, 5), quiet(circle)])).toBe(false);
  expect(heard([quiet(pair), wrote(circle, 9)])).toBe(true);
  expect(heard([wrote(pair, 6), wrote(circle, 9)])).toBe(true);
});

test('a first word in a new space is heard', () => {
  const heard = wordsHeard();
  heard([quiet(pair)]);
  expect(heard([quiet(pair), wrote(circle, 3)])).toBe(true);
});

test('somebody who came in, left, or withdrew their newest word is not heard', () => {
  const heard = wordsHeard();
  heard([wrote(pair, 4)]);
  expect(heard([{ space: pair, news: { by: 'Bo', what: 'left', place: 5 }, muted: false }])).toBe(false);
  expect(heard([wrote(pair, 3)])).toBe(false);
});

test('a space that is kept quiet is never heard, nor is what waited in it', () => {
  const heard = wordsHeard();
  heard([quiet(pair)]);
  expect(heard([wrote(pair, 4, true)])).toBe(false);
  expect(heard([wrote(pair, 5, true)])).toBe(false);
  expect(heard([wrote(pair, 5)])).toBe(false);
  expect(heard([wrote(pair, 6)])).toBe(true);
});
