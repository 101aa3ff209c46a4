import { beforeAll, describe, expect, test } from 'vitest';
import type { EventId } from '#kernel/ids.ts';
import { eventually, house, type Guest } from './house.ts';
import { bodyKept, filesHolding } from './kept-by-server.ts';
import { isOut, rewords, says, turnWith, withdraws } from './talking.ts';
import { button, composer, found, goHome, heading, join, knocks, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let invitation: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
});

describe('two people find each other', () => {
  test('Ana opens a place by the link that the machine printed', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    expect(await ana.page.title()).toBe(ana.words.home.tabTitle);
  });

  test('Ana makes a link for one person', async () => {
    invitation = await makesInvitation(ana);
    expect(new URL(invitation).origin).toBe(here.origin);
    await goHome(ana);
  });

  test('Bo comes in by it in at most five screens, and the secret leaves the address bar', async () => {
    const screens = countScreens(bo);
    await join(bo, invitation);
    expect(await screens()).toBeLessThanOrEqual(5);
    expect(bo.page.url()).not.toContain('#');
  });

  test('the two see each other without loading anything again', async () => {
    await ana.hands.press(link(ana.page, ana.words.home.people));
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await heading(ana.page, bo.name).waitFor();
  });

  test('Bo knocks, Ana answers, and their space opens on both screens by itself', async () => {
    await knocks(bo, ana.name, 'You bake, and I am up early too.');
    await goHome(ana);
    await ana.page.getByText('You bake, and I am up early too.').waitFor();
    await ana.hands.press(button(ana.page, ana.words.home.accept(bo.name)));
    await composer(ana, bo.name).waitFor();
    await bo.hands.press(link(bo.page, bo.words.people.together));
    await composer(bo, ana.name).waitFor();
    expect(new URL(ana.page.url()).pathname).toBe(new URL(bo.page.url()).pathname);
  });
});

describe('they talk', () => {
  test('what Ana says stands on the page of Bo, and the other way round', async () => {
    await says(ana, bo.name, 'Good morning. The first bread is out.');
    await turnWith(bo.page, 'The first bread is out.').waitFor();
    await says(bo, ana.name, 'Then I will walk past your window.');
    await turnWith(ana.page, 'Then I will walk past your window.').waitFor();
    await isOut(ana, 'The first bread is out.');
    await isOut(bo, 'Then I will walk past your window.');
  });

  test('reworded words take the place of the former ones on both pages', async () => {
    await rewords(bo, 'Then I will walk past your window.', 'Then I come by at seven.');
    for (const { page, words } of [ana, bo]) {
      await turnWith(page, 'Then I come by at seven.')
        .getByText(words.talk.reworded, { exact: true })
        .waitFor();
      expect(await turnWith(page, 'Then I will walk past your window.').count()).toBe(0);
    }
  });

  test('withdrawn words are gone from both pages and from all that the server keeps', async () => {
    await says(ana, bo.name, 'I slept three hours, and I do not know why.');
    await isOut(ana, 'I slept three hours');
    await turnWith(bo.page, 'I slept three hours').waitFor();
    const event = await turnWith(ana.page, 'I slept three hours').getAttribute('id');
    // A turn on the page has the id of its event.
    const sealed = bodyKept(here.folder, event as EventId);
    expect(sealed).not.toBeNull();
    expect(await filesHolding(here.folder, sealed!)).not.toEqual([]);

    await withdraws(ana, 'I slept three hours');
    for (const { page, words } of [ana, bo]) {
      await page.getByText(words.talk.withdrew(ana.name)).waitFor();
      expect(await page.getByText('I slept three hours').count()).toBe(0);
    }
    await eventually(() => bodyKept(here.folder, event as EventId)).toBeNull();
    await eventually(() => filesHolding(here.folder, sealed!)).toEqual([]);
  });
});

/** How many pages with a heading of their own somebody has met since. */
function countScreens({ page }: Guest): () => Promise<number> {
  const seen = new Set<string>();
  page.on('framenavigated', () => seen.add(page.url().replace(/#.*/, '')));
  return async () => seen.size;
}
