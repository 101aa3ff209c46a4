import { beforeAll, describe, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { eventually, house, type Guest } from './house.ts';
import { keyboard } from './hands.ts';
import { button, field, heading, link } from './ways.ts';

const here = house();

const summary = (page: Guest['page'], place: string) => page.locator('summary', { hasText: place });

describe('somebody who is not signed in', () => {
  let ana: Guest;
  beforeAll(async () => {
    ana = await here.guest('Ana', { hands: keyboard });
  });

  test('finds a number for where they are, and nothing of that is kept until they say so', async () => {
    const { page, words } = ana;
    await page.goto('/help');
    await summary(page, 'United Kingdom').press('Enter');
    await link(page, words.helpLine.ways.call('116\u00a0123')).waitFor();
    await page.getByText(words.helpLine.emergency.missing('United Kingdom')).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);

    await summary(page, 'Ireland').press('Enter');
    await link(page, words.helpLine.ways.call('112')).waitFor();
    await page.getByRole('checkbox', { name: words.helpLine.keep }).press('Space');
    await page.reload();
    await page.getByRole('checkbox', { name: words.helpLine.keep, checked: true }).press('Space');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await broken(page)).toEqual([]);
  });

  test('breathes along for half a minute with words alone, and the focus stays in sight', async () => {
    const { page, words } = ana;
    const { breathe } = words.help;
    await page.clock.install();
    await page.goto('/help');
    await page.getByRole('button', { name: breathe.begin }).press('Enter');
    await page.getByText(breathe.in, { exact: true }).waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(breathe.in);
    await page.clock.runFor(4600);
    await page.getByText(breathe.out, { exact: true }).waitFor();
    await page.clock.runFor(30_000);
    await page.getByRole('button', { name: breathe.done }).waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
  });

  test('who asked for little movement breathes along with arcs that stand still', async () => {
    const { page, words } = ana;
    // Whatever the device says: it was chosen here.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    const moved = async () => {
      await page.goto('/help');
      await page.getByRole('button', { name: words.help.breathe.begin }).press('Enter');
      await page.getByText(words.help.breathe.in, { exact: true }).waitFor();
      return page.locator('.air > .start').evaluate((arc) => getComputedStyle(arc).transform !== 'none');
    };
    await eventually(moved).toBe(true);
    await page.evaluate(() => localStorage.setItem('motion', 'less'));
    expect(await moved()).toBe(false);
    await page.evaluate(() => localStorage.removeItem('motion'));
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });

  test('reads a page for a hard talk, its short lines, and goes back to help', async () => {
    const { page, words } = ana;
    await page.goto('/help');
    await link(page, 'When somebody talks of dying').press('Enter');
    await heading(page, words.helpPage.startersTitle).waitFor();
    await link(page, words.helpPage.easy).press('Enter');
    await page.getByText('Breathe out slowly.').waitFor();
    expect(await page.title()).toBe('Bothways');
    await link(page, words.frame.back).press('Enter');
    await heading(page, words.help.title).waitFor();
  });
});

test('closing help leads back to where it was opened, through a page for a hard talk too', async () => {
  const { page, words } = await here.guest('Bo');
  await page.goto('/sign-in');
  await field(page, words.signIn.name).waitFor();
  await link(page, words.frame.help).click();
  await link(page, 'When somebody talks of hurting themselves').click();
  await link(page, words.frame.closeHelp).click();
  await field(page, words.signIn.name).waitFor();
});

test('words to begin with are copied when asked, and nothing is sent', async () => {
  const { page, words, context } = await here.guest('Bo');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: here.origin });
  await page.goto('/help/heavy-words');
  await button(page, `${words.helpPage.copy} I am scared, and I want to stay and talk.`).click();
  await page.getByText(words.helpPage.copied).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'I am scared, and I want to stay and talk.',
  );
});

test('on a page in another language, what is written in English says so', async () => {
  const { page, words } = await here.guest('Dee', { speaks: 'en-XB' });
  await page.goto('/help');
  await page.locator('a[lang="en"]', { hasText: 'When somebody talks of dying' }).waitFor();
  await page.locator('h3[lang="en"]', { hasText: 'Find a Helpline' }).waitFor();
  expect(await page.locator('[lang="en"]', { hasText: words.help.breathe.begin }).count()).toBe(0);
  await page.goto('/help/heavy-words');
  await page
    .locator('[lang="en"]')
    .filter({ has: heading(page, 'When somebody talks of dying') })
    .waitFor();
  // The page as it came is all in English, and says so, until our words are in it.
  await eventually(() => page.locator('[lang="en"]', { hasText: words.helpPage.easy }).count()).toBe(0);
});

test('without any of our code every number and page is there, and no button that would do nothing', async () => {
  const cai = await here.guest('Cai', { javaScriptEnabled: false });
  // A browser whose scripts are off counts each of them as not fetched.
  await cai.complaints.during('line breaks', () => readsWithoutCode(cai));
});

async function readsWithoutCode({ page, words }: Guest): Promise<void> {
  const buttons = page.getByRole('main').getByRole('button');
  await page.goto('/help');
  await summary(page, 'United States').click();
  await link(page, words.helpLine.ways.text('741741')).waitFor();
  await link(page, words.helpLine.ways.call('112')).waitFor();
  await page.getByText(words.help.breathe.alone).waitFor();
  expect(await buttons.count()).toBe(0);
  await link(page, 'When somebody talks of hurting themselves').click();
  await heading(page, 'Use their word for it').waitFor();
  expect(await buttons.count()).toBe(0);
  await link(page, words.helpPage.easy).click();
  await page.getByText('Use that word.').waitFor();
}
