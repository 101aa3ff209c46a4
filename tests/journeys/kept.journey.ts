import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { overflowing } from '#tests/a11y/room.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { keyboard } from './hands.ts';
import { holds, inHouse, restsIn } from './stored.ts';
import { button, field, found, heading, link, signIn, type Keys } from './ways.ts';

const here = house({ oneStory: true });
const community = 'Linden Yard';
const sister = 'My sister Noor, who is up late';
const way = 'after six, 0171 555 01 02';
const lines = `It has passed before.\n${'Donaudampfschifffahrtsgesellschaft'.repeat(3)}\nאני לא לבד`;
let ana: Guest;
let keys: Keys;

beforeAll(async () => {
  ana = await here.guest('Ana', { hands: keyboard });
});

describe('what somebody keeps for a bad night', () => {
  test('nothing is kept until they say so, and then it is told plainly who can read it', async () => {
    const { page, hands, words } = ana;
    keys = await found(ana, here.foundingLink, community);
    await inHouse(page);
    await hands.press(link(page, words.frame.help));
    await hands.press(link(page, words.help.near.write));
    await page.getByText(words.keptForHelp.open).waitFor();
    await writes(ana);
    expect(await holds(page, 'It has passed before.')).toEqual([]);
    await hands.press(button(page, words.keptForHelp.keep));
    await page.getByText(words.keptForHelp.kept).waitFor();
    expect(await broken(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
  });

  test('both can be read in two steps, locked and without a line, and the plain page shows nothing of them', async () => {
    const { page, hands, words, context } = ana;
    await hands.press(button(page, words.frame.quickExit));
    await heading(page, words.quiet.title).waitFor();
    await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    expect(await page.content()).not.toContain(sister);
    await page.goto('/home');
    await heading(page, words.unlock.title).waitFor();
    expect(await page.content()).not.toContain(sister);
    await roughly([ana], async () => {
      await context.setOffline(true);
      await reads(ana);
      await context.setOffline(false);
    });
  });

  test('while it is locked they are the only words on the disk that anybody can read', async () => {
    const { page } = ana;
    for (const word of [community, keys.passphrase, keys.signinName])
      expect(await holds(page, word), word).toEqual([]);
    for (const word of ['It has passed before.', sister, way])
      expect(await holds(page, word), word).toEqual(['localStorage']);
  });

  test('whoever signs out is asked, and what is to stay stays', async () => {
    const { page, hands, words } = ana;
    await ana.complaints.during('machine refuses', async () => {
      await page.goto('/home');
      await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), keys.passphrase);
      await hands.press(button(page, words.unlock.open));
      await heading(page, words.home.spaces).waitFor();
      await signsOut(ana, { stays: true });
    });
    for (const word of [community, keys.passphrase, keys.signinName])
      expect(await holds(page, word), word).toEqual([]);
    await reads(ana);
    await page.goto('/help');
    await row(page, words.help.near.people).waitFor();
    expect(await link(page, words.help.near.change).count()).toBe(0);
  });

  test('one press takes it away, and gives it back to whoever did not mean it', async () => {
    const { page, hands, words } = ana;
    await page.goto('/help/people');
    await hands.press(button(page, words.keptForHelp.takeAway));
    await page.getByText(words.keptForHelp.noPeople).waitFor();
    expect(await holds(page, sister)).toEqual([]);
    await hands.press(button(page, words.keptForHelp.putBack));
    await heading(page, sister).waitFor();
    await hands.press(button(page, words.keptForHelp.takeAway));
    await page.reload();
    await page.getByText(words.keptForHelp.noPeople).waitFor();
    expect(await button(page, words.keptForHelp.takeAway).count()).toBe(0);
    await page.goto('/help/lines');
    await hands.press(button(page, words.keptForHelp.takeAway));
    await page.getByText(words.keptForHelp.noLines).waitFor();
    await page.goto('/help');
    await page.getByText(words.help.near.later).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('help.kept'))).toBeNull();
  });

  test('whoever signs out and says nothing leaves nothing behind', async () => {
    const { page, hands, words } = ana;
    await signIn(ana, keys);
    await page.goto('/me/kept');
    await writes(ana);
    await hands.press(button(page, words.keptForHelp.keep));
    await page.getByText(words.keptForHelp.kept).waitFor();
    await signsOut(ana, { stays: false });
    for (const word of ['It has passed before.', sister, way, community])
      expect(await holds(page, word), word).toEqual([]);
    await page.goto('/help');
    await page.getByText(words.help.near.later).waitFor();
  });
});

async function writes({ page, hands, words: { keptForHelp } }: Guest): Promise<void> {
  await hands.press(button(page, keptForHelp.add));
  await hands.write(field(page, keptForHelp.name), sister);
  await hands.write(field(page, keptForHelp.way), way);
  await hands.write(field(page, keptForHelp.lines), lines);
}

/** From the help page, as anybody who holds this device. */
async function reads({ page, hands, words }: Guest): Promise<void> {
  await page.goto('/help');
  await hands.press(row(page, words.help.near.people));
  await heading(page, sister).waitFor();
  await link(page, `${words.keptForHelp.call} 0171 555 01 02`).waitFor();
  expect(await overflowing(page)).toEqual([]);
  expect(await broken(page)).toEqual([]);
  await hands.press(link(page, words.frame.back));
  await hands.press(row(page, words.help.near.hardTimes));
  await page.getByText('It has passed before.').waitFor();
  expect(await page.title()).toBe('Bothways');
  expect(await overflowing(page)).toEqual([]);
  expect(await broken(page)).toEqual([]);
}

function row(page: Page, title: string) {
  return page.getByRole('link').filter({ hasText: title });
}

async function signsOut({ page, hands, words }: Guest, { stays }: { stays: boolean }): Promise<void> {
  await page.goto('/me');
  await hands.press(button(page, words.me.signOut));
  const tick = page.getByRole('checkbox', { name: words.keptForHelp.stays });
  await tick.waitFor();
  if (stays) await hands.press(tick);
  await hands.press(button(page, words.me.signOutDo));
  await heading(page, words.door.title).waitFor();
}
