import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { overflowing } from '#tests/a11y/room.ts';
import { house } from './house.ts';
import { bookPage, quietPage, stops, type Tour } from './tour.ts';

const here = house({ oneStory: true });
let tour: Tour;

beforeAll(async () => {
  const speaks = 'en-XB';
  tour = { here, ana: await here.guest('Ana', { speaks }), bo: await here.guest('Bo', { speaks }), look };
});

for (const { title, walk } of stops) {
  test(`${title}: the page is mirrored whole, and nothing sticks out`, () => walk(tour));
}

async function look(page: Page, state: string): Promise<void> {
  if (state === quietPage || state === bookPage) return;
  // A page that was made ahead stands there before our code has said which way it runs.
  await page.locator('html[dir="rtl"]').waitFor();
  expect.soft(await overflowing(page), `${state}: too wide`).toEqual([]);
  expect.soft(await seatsFromTheRight(page), `${state}: the seats`).toBe(true);
  const { frame } = tour.ana.words;
  const exit = page.getByRole('button', { name: frame.quickExit });
  const way = page
    .getByRole('link', { name: frame.home })
    .or(page.getByRole('link', { name: frame.back, exact: true }));
  if ((await exit.count()) > 0)
    expect.soft(await middle(exit), state).toBeLessThan(await middle(way.first()));
}

/** In a space for two, the one whose margin comes first stands on the right. */
async function seatsFromTheRight(page: Page): Promise<boolean> {
  const names = page.getByRole('heading', { level: 1 }).locator('bdi');
  if ((await names.count()) !== 2) return true;
  return (await middle(names.first())) > (await middle(names.last()));
}

async function middle(what: Locator): Promise<number> {
  const box = await what.boundingBox();
  return box === null ? Number.NaN : box.x + box.width / 2;
}
