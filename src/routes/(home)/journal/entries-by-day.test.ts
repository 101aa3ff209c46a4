import { expect, test } from 'vitest';
import type { Turn } from '#domain/conversation/state.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { day, hour } from '#kernel/time.ts';
import { entriesByDay } from './entries-by-day.ts';

const dayOf = (at: number) => String(Math.floor(at / day));

function entry(id: string, at: number): Turn {
  return {
    state: 'withdrawn',
    id: id as EventId,
    author: 'ana' as PersonId,
    at,
    place: 1,
    withdrawnAt: at,
    pending: false,
  };
}

const told = (turns: readonly Turn[]) =>
  entriesByDay(turns, dayOf).map(({ at, entries }) => [dayOf(at), entries.map(({ id }) => id)]);

test('the newest day stands first, and on each day the newest entry', () => {
  const turns = [entry('first', hour), entry('second', 2 * hour), entry('third', day + hour)];
  expect(told(turns)).toEqual([
    ['1', ['third']],
    ['0', ['second', 'first']],
  ]);
});

test('a day stands once, also where a clock was wrong for a while', () => {
  const turns = [entry('first', day), entry('second', hour), entry('third', day + hour)];
  expect(told(turns)).toEqual([
    ['1', ['third', 'first']],
    ['0', ['second']],
  ]);
});

test('where nothing is written there is no day', () => {
  expect(told([])).toEqual([]);
});
