import { beforeAll, describe, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { overflowing } from '#tests/a11y/room.ts';
import { everyWord } from './words.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { holds, inHouse } from './stored.ts';
import { button, heading, link } from './ways.ts';

const here = house();
const lesson = '/courses/both-ways/a2-03';
const title = 'Listening differently';
const next = 'Listening from not knowing';

test('a lesson is all there before any of our code, with Help and a way out', async () => {
  const words = await everyWord('en');
  const bo = await here.guest('Bo', { javaScriptEnabled: false });
  const { page } = bo;
  await page.goto('/courses');
  await link(page, 'Both Ways').click();
  await page.getByRole('link', { name: title, exact: true }).click();
  await heading(page, title).waitFor();
  for (const part of [words.courses.reflection, words.courses.notes, words.courses.credit]) {
    expect(await heading(page, part).isVisible()).toBe(true);
  }
  for (const way of [words.courses.together, words.courses.byText, words.courses.alone]) {
    expect(await heading(page, way).isVisible()).toBe(true);
  }
  // Nothing can be kept here, and nothing says so.
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.locator('summary', { hasText: words.courses.onThisPage }).click();
  await page.getByRole('link', { name: 'Behind the italics' }).click();
  expect(new URL(page.url()).hash).not.toBe('');
  await link(page, `${next} ${words.courses.after}`).click();
  await heading(page, next).waitFor();
  expect(await page.title()).toBe(words.courses.tabTitle);
  await button(page, words.frame.quickExit).click();
  await heading(page, words.quiet.title).waitFor();
  // A browser that runs no scripts reads no map of them either, and says so of those that it asked for ahead of time.
  expect(bo.complaints.take().filter((one) => !one.endsWith('integrity'))).toEqual([]);
});

test('on a narrow page in the dark, and in print, nothing is cut off or out of reach', async () => {
  const { page, words } = await here.guest('Ana', { viewport: { width: 320, height: 640 } });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const address of [lesson, '/courses/both-ways', '/courses/five-doors/book', '/cards']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await overflowing(page)).toEqual([]);
    expect(await broken(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await eventually(() => overflowing(page)).toEqual([]);
  }
  await page.goto(lesson);
  await heading(page, title).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await button(page, words.frame.quickExit).isVisible()).toBe(false);
  expect(await heading(page, words.courses.notes).isVisible()).toBe(true);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await eventually(paper).toBe('rgb(255, 255, 255)');
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a whole course lies on one page and in one text, each lesson in both', async () => {
  const { page, words } = await here.guest('Cai');
  await page.goto('/courses/both-ways');
  await link(page, `${words.courses.book} ${words.courses.bookLine}`).click();
  await heading(page, title).waitFor();
  expect(await page.getByRole('article').count()).toBe(44);
  const text = await (await page.request.get('/courses/both-ways/book.txt')).text();
  expect(text).toContain(`${title}\n---`);
  expect(text).toContain('"A shelf for when you\'re on the floor," she said.');
  expect(text).not.toMatch(/[<>*_]{2}|&[a-z]+;/);
});

test('a card leads to the lessons in which it comes up, and they lead back', async () => {
  const { page, words } = await here.guest('Dee');
  await page.goto('/cards');
  await link(page, 'What stays here').click();
  await heading(page, 'What stays here').waitFor();
  await link(page, 'What the hatch says').click();
  await heading(page, words.courses.goesWith).waitFor();
  await link(page, 'What stays here').click();
  await heading(page, words.cards.comesUpIn).waitFor();
});

describe('where somebody was', () => {
  let ana: Guest;
  beforeAll(async () => {
    ana = await here.guest('Ana');
  });
  const keeps = () => ana.page.getByRole('checkbox', { name: ana.words.courses.keep });

  test('is kept nowhere until they say so', async () => {
    const { page } = ana;
    await page.goto(lesson);
    await keeps().waitFor();
    await inHouse(page);
    await page.reload();
    await keeps().waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await holds(page, 'Cut the legs off')).toEqual([]);
  });

  test('is found again, and the lessons they read open without a line', async () => {
    const { page, words, context } = ana;
    await keeps().check();
    await link(page, `${next} ${words.courses.after}`).click();
    await heading(page, next).waitFor();
    await eventually(() => holds(page, 'Cut the legs off')).toHaveLength(2);
    await eventually(async () => (await holds(page, 'Listening for the untold story')).length > 0).toBe(true);
    await page.goto('/courses/both-ways');
    await page.getByText(words.courses.wasHere).waitFor();
    await roughly([ana], async () => {
      await context.setOffline(true);
      await page.goto(lesson);
      await heading(page, title).waitFor();
      await page.goto('/courses/both-ways/a5-01');
      await heading(page, words.frame.troubleTitle).waitFor();
      await context.setOffline(false);
    });
    // Kit says what it could not fetch, and the page has said it in words.
    expect(ana.complaints.take().filter((one) => !one.includes('Failed to fetch'))).toEqual([]);
  });

  test('is gone when they leave in a hurry', async () => {
    const { page, words } = ana;
    await page.goto(lesson);
    await keeps().waitFor();
    await button(page, words.frame.quickExit).click();
    await heading(page, words.quiet.title).waitFor();
    await eventually(() => holds(page, 'Cut the legs off')).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem('courses.place'))).toBeNull();
  });
});
