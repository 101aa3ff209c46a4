import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { eventually, house, type Guest } from '#tests/journeys/house.ts';
import { isOut, says, turnWith } from '#tests/journeys/talking.ts';
import { connect, found, goHome, join, link, makesInvitation } from '#tests/journeys/ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goHome));
  await connect(bo, ana, 'I would like to talk with you.');
});

test('whoever listens hears of each message by the other once, and of their own not at all', async () => {
  const heard = await listen(ana.page);
  for (const [index, text] of ['One.', 'Two.', 'Three.'].entries()) {
    await says(bo, ana.name, text);
    await turnWith(ana.page, text).waitFor();
    await eventually(async () => (await heard()).length).toBe(index + 1);
  }
  await says(ana, bo.name, 'Four, and it is mine.');
  await isOut(ana, 'Four, and it is mine.');
  await says(bo, ana.name, 'Five.');
  await eventually(async () => (await heard()).length).toBe(4);
  for (const sentence of await heard()) expect(sentence).toContain(bo.name);
});

test('a page that is opened reads out nothing of what was there before', async () => {
  await ana.page.reload();
  await turnWith(ana.page, 'Five.').waitFor();
  const regions = ana.page.getByRole('status').filter({ hasText: bo.name });
  expect(await regions.count()).toBe(0);
});

/** Gathers every sentence that a live region of this page says from now on. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  const said: string[] = [];
  await page.exposeFunction('liveRegionSays', (sentence: string) => said.push(sentence));
  await page.evaluate(() => {
    const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
    const before = new Map<Element, string>();
    for (const region of document.querySelectorAll(live)) before.set(region, region.textContent);
    const watcher = new MutationObserver(() => {
      for (const region of document.querySelectorAll(live)) {
        const sentence = region.textContent;
        if (before.get(region) === sentence) continue;
        before.set(region, sentence);
        // Exposed to the page just above.
        if (sentence.trim() !== '')
          (window as unknown as { liveRegionSays(text: string): void }).liveRegionSays(sentence);
      }
    });
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return async () => said;
}
