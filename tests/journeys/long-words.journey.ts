import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { overflowing } from '#tests/a11y/room.ts';
import { editedTexts } from './edited.ts';
import { house } from './house.ts';
import { strangersOn } from './strangers.ts';
import { isWritten, quietPage, stops, written, type Tour } from './tour.ts';

const here = house({ oneStory: true });
let tour: Tour;
let edited: readonly string[];

beforeAll(async () => {
  const speaks = 'en-XA';
  edited = await editedTexts();
  tour = { here, ana: await here.guest('Ana', { speaks }), bo: await here.guest('Bo', { speaks }), look };
});

for (const { title, walk } of stops) {
  test(`${title}: every sentence comes from words, and fits when it is longer`, () => walk(tour));
}

async function look(page: Page, state: string): Promise<void> {
  if (state === quietPage) return;
  expect.soft(await overflowing(page), `${state}: too wide`).toEqual([]);
  if (isWritten(state)) return;
  const names = [tour.ana.name, tour.bo.name];
  const { list } = tour.ana.words.formats;
  const own = [...names, list(names), list(names.toReversed()), ...Object.values(written), ...edited];
  expect.soft(await strangersOn(page, own), `${state}: not from words`).toEqual([]);
}
