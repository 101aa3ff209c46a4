import { expect, test } from 'vitest';
import type { Turn } from '#domain/conversation/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { day, hour } from '#kernel/time.ts';
import { comingsAfter, talkRows } from './talk-rows.ts';

// Ids are only compared here, so any text will do.
const id = (text: string) => text as EventId;
const ana = 'ana' as PersonId;
const dayOf = (at: number) => String(Math.floor(at / day));

function saidAt(name: string, at: number, place = 1): Turn {
  return {
    state: 'said',
    id: id(name),
    author: ana,
    at,
    place,
    text: name,
    note: null,
    rewordedAt: null,
    rewording: null,
    pending: false,
  };
}

test('a day is named once, where it begins', () => {
  const rows = talkRows([saidAt('one', 0), saidAt('two', hour), saidAt('three', day)], null, dayOf);
  expect(rows.map((row) => row.day)).toEqual([0, null, day]);
});

test('what is new begins at one turn', () => {
  const rows = talkRows([saidAt('one', 0), saidAt('two', hour)], id('two'), dayOf);
  expect(rows.map((row) => row.isFirstNew)).toEqual([false, true]);
});

test('who came and went stands between the turns where it happened, and once', () => {
  const turns = [saidAt('one', 0, 3), saidAt('two', hour, 6)];
  const came = { place: 2, at: 0, joined: [ana], left: [] };
  const went = { place: 5, at: 0, joined: [], left: [ana] };
  const last = { place: 9, at: 0, joined: [ana], left: [] };
  const all = [came, went, last];
  expect(talkRows(turns, null, dayOf, all).map((row) => row.comings)).toEqual([[came], [went]]);
  expect(comingsAfter(turns, all)).toEqual([last]);
  expect(comingsAfter([], all)).toEqual(all);
});
