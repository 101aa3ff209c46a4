import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { root } from '#scripts/run.ts';
import { isFull } from '#tests/full.ts';
import { house } from '#tests/journeys/house.ts';
import { stops, type Tour } from '#tests/journeys/tour.ts';
import { broken } from './axe.ts';
import { overflowing, tooSmall } from './room.ts';

const themes = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;
const phone = { width: 360, height: 740 };
const narrow = { width: 320, height: 640 };
const desk = { width: 1280, height: 860 };

const here = house({ oneStory: true });
const seen = new Set<string>();
let tour: Tour;
let turn = 0;

beforeAll(async () => {
  tour = { here, ana: await here.guest('Ana'), bo: await here.guest('Bo'), look };
});

for (const { title, walk } of stops) {
  test(`${title}: nothing in the way of anybody, on a narrow page, in large text, in each theme`, () =>
    walk(tour));
}

test('every page was looked at', async () => {
  expect([...(await routes())].filter((route) => !seen.has(route))).toEqual([]);
});

/** A theme that was just changed is half here and half there until all of it is drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    // What an element takes from the one around it changes a frame later than that.
    for (let frames = 0; frames < 60 && document.getAnimations().length > 0; frames++) await frame();
    await frame();
  });
}

/** Each state in one theme, in rotation; in all of them when every figure is measured. */
async function look(page: Page, state: string): Promise<void> {
  const { pathname } = new URL(page.url());
  seen.add(pathname);
  seen.add(
    pathname
      .replace(/^\/spaces\/[^/]+/, '/spaces/[space]')
      .replace(/^\/people\/[^/]+/, '/people/[person]')
      .replace(/^\/help\/[^/]+/, '/help/[page]')
      .replace(/^\/cards\/[^/]+/, '/cards/[card]')
      .replace(/^\/courses\/[^/]+(?=\/book$)/, '/courses/[course]')
      .replace(/^\/courses\/[^/]+\/[^/]+$/, (page) =>
        page.startsWith('/courses/[') ? page : '/courses/[course]/[part]',
      )
      .replace(/^\/courses\/[^/]+$/, '/courses/[course]'),
  );
  for (const theme of isFull ? themes : [themes[turn++ % themes.length]!]) {
    await page.emulateMedia(theme.media);
    await drawn(page);
    expect.soft(await broken(page), `${state}, ${theme.name}`).toEqual([]);
    expect.soft(await tooSmall(page), `${state}: to be pressed`).toEqual([]);
  }
  await resize(page, desk);
  expect.soft(await overflowing(page), `${state}: on a desk`).toEqual([]);
  await resize(page, narrow);
  expect.soft(await overflowing(page), `${state}: 320 wide`).toEqual([]);
  await resize(page, phone);
  await enlarge(page, '200%');
  expect.soft(await overflowing(page), `${state}: in text twice as large`).toEqual([]);
  await enlarge(page, '');
}

async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await settle(page);
}

async function enlarge(page: Page, size: string): Promise<void> {
  await page.evaluate((wanted) => (document.documentElement.style.fontSize = wanted), size);
  await settle(page);
}

/** Sizes that follow from other sizes (the top row, lengths within a container) are in place some frames later. */
function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frames = 0; frames < 5; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** The address of every page there is, as the folders say it. */
async function routes(): Promise<ReadonlySet<string>> {
  const files = await readdir(path.join(root, 'src/routes'), { recursive: true });
  const pages = files
    .filter((file) => path.basename(file) === '+page.svelte')
    .map((file) => path.dirname(file));
  return new Set(pages.map((page) => `/${page.replace(/\([^)]*\)\/?/g, '').replace(/^\.$/, '')}`));
}
