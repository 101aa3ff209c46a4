import { beforeAll, describe, expect, test } from 'vitest';
import type { EventId } from '#kernel/ids.ts';
import { answers, goToAgreement, letsGo, offers, offersOtherWords, textThatIs } from './agreeing.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { bodyKept, filesHolding, runOut } from './kept-by-server.ts';
import { isOut, rewords, says, turnWith, withdraws } from './talking.ts';
import { button, composer, found, goHome, heading, join, knocks, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let invitation: string;
let foundingLink: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
});

describe('two people find each other', () => {
  test('Ana opens a place by the link that the machine printed', async () => {
    foundingLink = here.foundingLink;
    await found(ana, foundingLink, 'Linden Yard');
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

describe('they agree', () => {
  const first = 'We write to each other on Sundays.';
  const second = 'We write to each other on Sundays, or on Mondays.';
  const both = () => [ana, bo];

  test('a sentence that Ana offers waits for Bo, on both pages', async () => {
    for (const guest of both()) await goToAgreement(guest);
    await offers(ana, first);
    for (const { page, words } of both()) {
      await textThatIs(page, words.agreement.state.waiting(bo.name), first).waitFor();
    }
  });

  test('it is ours on both pages once Bo says yes', async () => {
    await answers(bo, bo.words.agreement.choices.yes);
    for (const { page, words } of both()) await textThatIs(page, words.agreement.state.ours, first).waitFor();
  });

  test('other words wait again, while the older text stays ours', async () => {
    await offersOtherWords(bo, second);
    for (const { page, words } of both()) {
      const { state } = words.agreement;
      await textThatIs(page, state.oursOlder(today(words)), first).waitFor();
      await textThatIs(page, state.newer(state.waiting(ana.name)), second).waitFor();
      expect(await textThatIs(page, state.ours, second).count()).toBe(0);
    }
  });

  test('the new text is ours once Ana says yes to it as well', async () => {
    await answers(ana, ana.words.agreement.choices.yes);
    for (const { page, words } of both()) {
      await textThatIs(page, words.agreement.state.ours, second).waitFor();
      expect(await page.getByText(first, { exact: true }).filter({ visible: true }).count()).toBe(0);
    }
  });

  test('when Bo lets go, both pages say so at once and show the text that still holds', async () => {
    await letsGo(bo, textThatIs(bo.page, bo.words.agreement.state.ours, second));
    for (const { page, words } of both()) {
      const { state, answer } = words.agreement;
      await textThatIs(page, state.oursOlder(today(words)), first).waitFor();
      await textThatIs(page, state.newerLapsed, second)
        .getByText(answer.letGo(today(words)))
        .waitFor();
    }
  });
});

describe('it is still there', () => {
  test('after a reload', async () => {
    await bo.hands.press(link(bo.page, bo.words.frame.back));
    await composer(bo, ana.name).waitFor();
    await bo.page.reload();
    await turnWith(bo.page, 'Then I come by at seven.').waitFor();
    await turnWith(bo.page, 'The first bread is out.').waitFor();
  });

  test('after the server was stopped and started again, and both go on talking', async () => {
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
  });
});

describe('links that do not open say so kindly', () => {
  test('one that let somebody in already', async () => {
    const cai = await here.guest('Cai');
    const { usedTitle, used } = cai.words.joining;
    await cai.complaints.during('machine refuses', async () => {
      await cai.page.goto(invitation);
      await heading(cai.page, usedTitle).waitFor();
    });
    await cai.page.getByText(used).waitFor();
    await link(cai.page, cai.words.joining.signIn).waitFor();
  });

  test('one that lost a part on the way', async () => {
    const dee = await here.guest('Dee');
    await dee.complaints.during('machine refuses', async () => {
      await dee.page.goto(invitation.slice(0, -5));
      await heading(dee.page, dee.words.joining.alteredTitle).waitFor();
    });
    await dee.page.getByText(dee.words.joining.altered).waitFor();
  });

  test('one that ran out', async () => {
    await goHome(ana);
    const late = await makesInvitation(ana);
    runOut(here.folder);
    const cai = await here.guest('Cai');
    await cai.complaints.during('machine refuses', async () => {
      await cai.page.goto(late);
      await heading(cai.page, cai.words.joining.expiredTitle).waitFor();
    });
    await cai.page.getByText(cai.words.joining.expired).waitFor();
  });

  test('the founding link, once it has done its work', async () => {
    const noor = await here.guest('Noor');
    await noor.page.goto(foundingLink);
    await heading(noor.page, noor.words.founding.spentTitle).waitFor();
    await noor.page.getByText(noor.words.founding.spent).waitFor();
  });
});

/** How many pages with a heading of their own somebody has met since. */
function countScreens({ page }: Guest): () => Promise<number> {
  const seen = new Set<string>();
  page.on('framenavigated', () => seen.add(page.url().replace(/#.*/, '')));
  return async () => seen.size;
}

function today({ formats }: Guest['words']): string {
  return formats.nearDay(Date.now(), Date.now());
}
