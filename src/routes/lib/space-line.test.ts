import { expect, test } from 'vitest';
import type { SpaceSummary } from '#device/device.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import { spaceLine, spaceName } from '#routes/lib/space-line.ts';
import { loadWords } from '#words/words.ts';

const words = await loadWords('en', 'home', 'spaceNames');
const quiet: SpaceSummary = {
  space: 'space' as SpaceId,
  kind: 'circle',
  names: [],
  look: 'ring',
  title: 'Tuesday',
  lastAt: 0,
  news: null,
  muted: false,
  apart: false,
  waitingForOther: false,
  oldKeysOpen: false,
  halfWritten: 'nothing',
};
const line = (summary: Partial<SpaceSummary>) => spaceLine(words, { ...quiet, ...summary }, 0);

test('who did something is named, save somebody one has chosen not to meet, who came or left', () => {
  expect(line({ news: { by: 'Bo', what: 'joined', place: 2 } })).toBe('Bo came in');
  expect(line({ news: { by: null, what: 'joined', place: 2 } })).toBe(words.home.apartCame);
  expect(line({ news: { by: null, what: 'left', place: 2 } })).toBe(words.home.apartLeft);
  expect(line({ news: { by: null, what: 'removed', place: 2 } })).toBe(words.home.apartRemoved);
});

test('a pair with somebody one has chosen not to meet says that, and nothing of what is new', () => {
  expect(line({ apart: true })).toBe(words.home.apart);
  expect(line({ apart: true, muted: true })).toBe(words.home.muted);
});

test('a space is called something, also where it has no name, or its name has not come yet', () => {
  const called = (summary: Partial<SpaceSummary>) => spaceName(words, { ...quiet, title: '', ...summary });
  expect(called({ kind: 'solo' })).toBe(words.spaceNames.solo);
  expect(called({ kind: 'circle' })).toBe(words.spaceNames.unnamed);
  const two = ['Ana', ''].map((name, at) => ({ person: String(at) as PersonId, name }));
  expect(called({ kind: 'pair', names: two })).toBe(words.spaceNames.unnamed);
});
