import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { EventId } from '#kernel/ids.ts';
import { answers, goToAgreement, letsGo, offers, offersOtherWords, textThatIs } from './agreeing.ts';
import { eventually, roughly, type Guest, type GuestOptions, type House } from './house.ts';
import { bodyKept, filesHolding } from './kept-by-server.ts';
import { isOut, rewords, says, turnWith, withdraws } from './talking.ts';
import { button, composer, found, goHome, heading, join, knocks, link, makesInvitation } from './ways.ts';

/** Two people, and the house they meet in. */
export interface Pair {
  readonly here: House;
  readonly ana: Guest;
  readonly bo: Guest;
  /** The links that were made on the way. */
  readonly links: { founding: string; invitation: string };
}

export async function newPair(here: House, each?: GuestOptions): Promise<Pair> {
  const [ana, bo] = [await here.guest('Ana', each), await here.guest('Bo', each)];
  return { here, ana, bo, links: { founding: here.foundingLink, invitation: '' } };
}

interface Part {
  readonly title: string;
  readonly chapters: readonly { readonly title: string; tell(pair: Pair): Promise<void> }[];
}

/** Tells the story as tests. It is the same whatever people hold in their hands; `look` sees both when one has ended. */
export function tell(parts: readonly Part[], pair: () => Pair, look?: (page: Page) => Promise<void>): void {
  for (const { title, chapters } of parts) {
    describe(title, () => {
      for (const chapter of chapters) {
        test(chapter.title, async () => {
          await chapter.tell(pair());
          for (const { page } of [pair().ana, pair().bo]) await look?.(page);
        });
      }
    });
  }
}

const first = 'We write to each other on Sundays.';
const second = 'We write to each other on Sundays, or on Mondays.';

/** From the founding link to an agreement that lapsed. */
export const heart: readonly Part[] = [
  {
    title: 'two people find each other',
    chapters: [
      {
        title: 'Ana opens a place by the link that the machine printed',
        async tell({ ana, links }) {
          await found(ana, links.founding, 'Linden Yard');
          expect(await ana.page.title()).toBe(ana.words.home.tabTitle);
        },
      },
      {
        title: 'Ana makes a link for one person',
        async tell({ here, ana, links }) {
          links.invitation = await makesInvitation(ana);
          expect(new URL(links.invitation).origin).toBe(here.origin);
          await goHome(ana);
        },
      },
      {
        title: 'Bo comes in by it in at most five screens, and the secret leaves the address bar',
        async tell({ bo, links }) {
          const screens = countScreens(bo);
          await join(bo, links.invitation);
          expect(await screens()).toBeLessThanOrEqual(5);
          expect(bo.page.url()).not.toContain('#');
        },
      },
      {
        title: 'the two see each other without loading anything again',
        async tell({ ana, bo }) {
          await ana.hands.press(link(ana.page, ana.words.home.people));
          await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
          await heading(bo.page, ana.name).waitFor();
          await heading(ana.page, bo.name).waitFor();
        },
      },
      {
        title: 'Bo knocks, Ana answers, and their space opens on both screens by itself',
        async tell({ ana, bo }) {
          await knocks(bo, ana.name, 'You bake, and I am up early too.');
          await goHome(ana);
          await ana.page.getByText('You bake, and I am up early too.').waitFor();
          await ana.hands.press(button(ana.page, ana.words.home.accept(bo.name)));
          await composer(ana, bo.name).waitFor();
          await bo.hands.press(link(bo.page, bo.words.people.together));
          await composer(bo, ana.name).waitFor();
          expect(new URL(ana.page.url()).pathname).toBe(new URL(bo.page.url()).pathname);
        },
      },
    ],
  },
  {
    title: 'they talk',
    chapters: [
      {
        title: 'what Ana says stands on the page of Bo, and the other way round',
        async tell({ ana, bo }) {
          await says(ana, bo.name, 'Good morning. The first bread is out.');
          await turnWith(bo.page, 'The first bread is out.').waitFor();
          await says(bo, ana.name, 'Then I will walk past your window.');
          await turnWith(ana.page, 'Then I will walk past your window.').waitFor();
          await isOut(ana, 'The first bread is out.');
          await isOut(bo, 'Then I will walk past your window.');
        },
      },
      {
        title: 'reworded words take the place of the former ones on both pages',
        async tell({ ana, bo }) {
          await rewords(bo, 'Then I will walk past your window.', 'Then I come by at seven.');
          for (const { page, words } of [ana, bo]) {
            await turnWith(page, 'Then I come by at seven.')
              .getByText(words.talk.reworded, { exact: true })
              .waitFor();
            expect(await turnWith(page, 'Then I will walk past your window.').count()).toBe(0);
          }
        },
      },
      {
        title: 'withdrawn words are gone from both pages and from all that the server keeps',
        async tell({ here, ana, bo }) {
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
        },
      },
    ],
  },
  {
    title: 'they agree',
    chapters: [
      {
        title: 'a sentence that Ana offers waits for Bo, on both pages',
        async tell({ ana, bo }) {
          for (const guest of [ana, bo]) await goToAgreement(guest);
          await offers(ana, first);
          for (const { page, words } of [ana, bo]) {
            await textThatIs(page, words.agreement.state.waiting(bo.name), first).waitFor();
          }
        },
      },
      {
        title: 'it is ours on both pages once Bo says yes',
        async tell({ ana, bo }) {
          await answers(bo, bo.words.agreement.choices.yes);
          for (const { page, words } of [ana, bo])
            await textThatIs(page, words.agreement.state.ours, first).waitFor();
        },
      },
      {
        title: 'other words wait again, while the older text stays ours',
        async tell({ ana, bo }) {
          await offersOtherWords(bo, second);
          for (const { page, words } of [ana, bo]) {
            const { state } = words.agreement;
            await textThatIs(page, state.oursOlder(today(words)), first).waitFor();
            await textThatIs(page, state.newer(state.waiting(ana.name)), second).waitFor();
            expect(await textThatIs(page, state.ours, second).count()).toBe(0);
          }
        },
      },
      {
        title: 'the new text is ours once Ana says yes to it as well',
        async tell({ ana, bo }) {
          await answers(ana, ana.words.agreement.choices.yes);
          for (const { page, words } of [ana, bo]) {
            await textThatIs(page, words.agreement.state.ours, second).waitFor();
            expect(await page.getByText(first, { exact: true }).filter({ visible: true }).count()).toBe(0);
          }
        },
      },
      {
        title: 'when Bo lets go, both pages say so at once and show the text that still holds',
        async tell({ ana, bo }) {
          await letsGo(bo, textThatIs(bo.page, bo.words.agreement.state.ours, second));
          for (const { page, words } of [ana, bo]) {
            const { state, answer } = words.agreement;
            await textThatIs(page, state.oursOlder(today(words)), first).waitFor();
            await textThatIs(page, state.newerLapsed, second)
              .getByText(answer.letGo(today(words)))
              .waitFor();
          }
        },
      },
    ],
  },
];

/** All of it. */
export const story: readonly Part[] = [
  ...heart,
  {
    title: 'it is still there',
    chapters: [
      {
        title: 'after a reload',
        async tell({ ana, bo }) {
          await bo.hands.press(link(bo.page, bo.words.frame.back));
          await composer(bo, ana.name).waitFor();
          await bo.page.reload();
          await turnWith(bo.page, 'Then I come by at seven.').waitFor();
          await turnWith(bo.page, 'The first bread is out.').waitFor();
        },
      },
      {
        title: 'after the server was stopped and started again, and both go on talking',
        async tell({ here, ana, bo }) {
          await ana.hands.press(link(ana.page, ana.words.frame.back));
          await roughly([ana, bo], async () => {
            await here.stopMachine();
            await here.startMachine();
            await says(ana, bo.name, 'Are you still there?');
            await turnWith(bo.page, 'Are you still there?').waitFor();
            await isOut(ana, 'Are you still there?');
          });
          await says(bo, ana.name, 'Yes, with crumbs on my coat.');
          await turnWith(ana.page, 'Yes, with crumbs on my coat.').waitFor();
        },
      },
    ],
  },
];

/** How many pages with a heading of their own somebody has met since. */
function countScreens({ page }: Guest): () => Promise<number> {
  const seen = new Set<string>();
  page.on('framenavigated', () => seen.add(page.url().replace(/#.*/, '')));
  return async () => seen.size;
}

function today({ formats }: Guest['words']): string {
  return formats.nearDay(Date.now(), Date.now());
}
