import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { overflowing, tooSmall } from '#tests/a11y/room.ts';
import { keyboard } from './hands.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { holds, inHouse, restsIn } from './stored.ts';
import { isOut, says, turnWith, withdraws } from './talking.ts';
import {
  button,
  connect,
  found,
  goHome,
  goToSpace,
  heading,
  join,
  link,
  makesInvitation,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
const old = 'The lantern hangs by the gate.';
const hebrew = 'בַּבַּיִת יֵשׁ אוֹר';
let ana: Guest;
let bo: Guest;
let keys: Keys;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo', { hands: keyboard });
});

const asks = ({ page, words }: Guest) => page.getByRole('searchbox', { name: words.search.label });
const foundWith = ({ page }: Guest, text: string): Locator =>
  page.getByRole('main').getByRole('listitem').getByRole('link').filter({ hasText: text });
const marks = ({ page }: Guest) => page.locator('mark').allTextContents();

describe('looking for words', () => {
  test('Ana and Bo have said much since the lantern was spoken of', async () => {
    keys = await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    await goHome(bo);
    await says(ana, bo.name, old);
    await says(ana, bo.name, hebrew);
    for (let day = 1; day <= 56; day++) await says(ana, bo.name, `Walk number ${day}.`);
    await isOut(ana, 'Walk number 56.');
    await inHouse(ana.page);
    space = ana.page.url();
  });

  test('Bo finds it by the beginning of a word, by keyboard, and no address tells what he looked for', async () => {
    await bo.hands.press(link(bo.page, bo.words.home.search));
    await heading(bo.page, bo.words.search.emptyTitle).waitFor();
    await expect.poll(() => asks(bo).evaluate((field) => field === document.activeElement)).toBe(true);
    await bo.page.keyboard.type('lante');
    await foundWith(bo, old).waitFor();
    expect(await marks(bo)).toEqual(['lante']);
    expect(await broken(bo.page)).toEqual([]);
    await bo.page
      .getByRole('status')
      .filter({ hasText: pairIn(bo.words.search.foundIn) })
      .waitFor();
    expect(bo.page.url()).toBe(`${here.origin}/search`);
    expect(await bo.page.title()).toBe(bo.words.search.tabTitle);
    expect(
      await bo.page.evaluate(() => JSON.stringify([history.state, { ...sessionStorage }])),
    ).not.toContain('lante');
  });

  test('it leads to the place in the conversation, far above the newest words, and Back leads to what was found', async () => {
    await bo.hands.press(foundWith(bo, old));
    const turn = turnWith(bo.page, old);
    await expect.poll(() => turn.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => isInSight(turn)).toBe(true);
    await bo.page.goBack();
    const back = foundWith(bo, old);
    await expect.poll(() => back.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await asks(bo).inputValue()).toBe('lante');
  });

  test('what Ana withdraws goes from what Bo sees, while he looks at it', async () => {
    await says(ana, bo.name, 'The lanterns were a secret.');
    await foundWith(bo, 'The lanterns were a secret.').waitFor();
    await withdraws(ana, 'The lanterns were a secret.');
    await foundWith(bo, 'The lanterns were a secret.').waitFor({ state: 'detached' });
    await foundWith(bo, old).waitFor();
  });

  test('Ana looks in one space alone, in another script, and it stands there as that script is read', async () => {
    const { page, hands, words } = ana;
    await page.goto(`${space}/about`);
    await hands.press(link(page, words.spaceAbout.search));
    await page.getByText(pairIn(words.search.leadIn)).waitFor();
    await hands.write(asks(ana), 'בית');
    const hit = foundWith(ana, hebrew).locator('.said');
    await hit.waitFor();
    expect(await hit.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    await hands.write(asks(ana), 'walk');
    await button(page, words.search.more).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(30);
    expect([await tooSmall(page), await overflowing(page), await broken(page)]).toEqual([[], [], []]);
    await hands.press(button(page, words.search.more));
    await foundWith(ana, 'Walk number 1.').waitFor();
    await hands.press(link(page, words.search.everywhere));
    await page.getByText(words.search.lead).waitFor();
    expect(await asks(ana).inputValue()).toBe('walk');
  });

  test('where nothing is found that is said, and without a line what may be missing is', async () => {
    const { page, context, hands, words } = ana;
    await hands.write(asks(ana), 'zeppelin');
    await page.getByText(words.search.nothing).first().waitFor();
    await roughly([ana], async () => {
      await context.setOffline(true);
      await page.reload();
      await hands.write(asks(ana), 'gate');
      await foundWith(ana, old).waitFor();
      await page.getByText(/^No connection since/).waitFor();
      await context.setOffline(false);
    });
  });

  test('nothing of the index can be read on the disk, and after the lock nothing is left of the question', async () => {
    const { page, hands, words } = ana;
    const rests = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const opening = indexedDB.open('bothways');
            opening.onsuccess = () => {
              const count = opening.result.transaction('search').objectStore('search').count();
              count.onsuccess = () => {
                opening.result.close();
                resolve(count.result);
              };
            };
          }),
      );
    await eventually(rests).toBeGreaterThan(0);
    for (const word of ['lantern', 'zeppelin']) expect(await holds(page, word), word).toEqual([]);
    await hands.press(button(page, words.frame.quickExit));
    await heading(page, words.quiet.title).waitFor();
    await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    for (const word of ['lantern', 'zeppelin']) expect(await holds(page, word), word).toEqual([]);
    await ana.complaints.during('machine refuses', async () => {
      await page.goto('/search');
      await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), keys.passphrase);
      await hands.press(button(page, words.unlock.open));
      await heading(page, words.home.spaces).waitFor();
      await hands.press(link(page, words.home.search));
      await heading(page, words.search.emptyTitle).waitFor();
      expect(await asks(ana).inputValue()).toBe('');
      await goHome(ana);
      await goToSpace(ana, bo.name);
      await turnWith(page, 'Walk number 56.').waitFor();
    });
  });
});

/** A pair stands in no order that means anything. */
function pairIn(say: (names: string) => string): RegExp {
  return new RegExp(`^(${say('Ana and Bo')}|${say('Bo and Ana')})`);
}

function isInSight(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
