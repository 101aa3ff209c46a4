import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, roughly, type Guest } from './house.ts';
import { laterRelease } from './other-release.ts';
import { button, composer, connect, found, goHome, goToSpace, join, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
/** His browser keeps no pages: some private windows are like this. */
let bo: Guest;
let later: string;

beforeAll(async () => {
  later = await laterRelease('99.0.0');
  ana = await here.guest('Ana');
  bo = await here.guest('Bo', { serviceWorkers: 'block' });
  await found(ana, here.foundingLink, 'Linden Yard');
  await join(bo, await makesInvitation(ana));
  await goHome(ana);
  await bo.page.goto('/home');
  await connect(bo, ana, 'Shall we?');
  await goHome(bo);
  await goToSpace(bo, ana.name);
  await goHome(ana);
  await goToSpace(ana, bo.name);
  await ana.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return () => rm(path.dirname(later), { recursive: true, force: true });
}, 300_000);

/** When this page was loaded: another number is another loading. */
const loadedAt = (page: Page) => page.evaluate(() => performance.timeOrigin);
const line = ({ page, words }: Guest) => page.getByText(words.frame.newer.line);

describe('when the machine was started again with a later release', () => {
  const before = new Map<Guest, number>();

  test('each page that is open says so, and stays as it is under the hands of who writes', async () => {
    await composer(ana, bo.name).fill('Half a sentence of Ana');
    await composer(bo, ana.name).fill('Half a sentence of Bo');
    for (const guest of [ana, bo]) before.set(guest, await loadedAt(guest.page));
    await roughly([ana, bo], async () => {
      await here.stopMachine();
      await here.startMachine(later);
      for (const guest of [ana, bo]) await line(guest).waitFor({ timeout: 60_000 });
    });
    expect(await composer(ana, bo.name).inputValue()).toBe('Half a sentence of Ana');
    expect(await composer(bo, ana.name).inputValue()).toBe('Half a sentence of Bo');
    for (const guest of [ana, bo]) expect(await loadedAt(guest.page)).toBe(before.get(guest));
  });

  test('whoever changes over finds what they had begun to write', async () => {
    for (const [guest, other, begun] of [
      [ana, bo, 'Half a sentence of Ana, and more'],
      [bo, ana, 'Half a sentence of Bo, and more'],
    ] as const) {
      const { page, words, hands } = guest;
      await composer(guest, other.name).fill(begun);
      await hands.press(button(page, words.frame.newer.load));
      await eventually(() => loadedAt(page).catch(() => before.get(guest))).not.toBe(before.get(guest));
      await composer(guest, other.name).waitFor();
      await eventually(() => composer(guest, other.name).inputValue()).toBe(begun);
      expect(await line(guest).count()).toBe(0);
    }
  });
});
