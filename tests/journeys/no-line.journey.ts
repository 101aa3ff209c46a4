import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, roughly, type Guest } from './house.ts';
import { inHouse } from './stored.ts';
import { isOut, says, turnWith } from './talking.ts';
import { connect, field, found, goHome, goToSpace, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
});

describe('without a line', () => {
  test('Ana and Bo have a space with something in it', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    await says(bo, ana.name, 'The bread is out.');
    await turnWith(ana.page, 'The bread is out.').waitFor();
    space = ana.page.url();
    await inHouse(ana.page);
  });

  test('the house opens, and so does every space that was seen', async () => {
    const { page, context, words } = ana;
    // The browser clears its own cache when it likes; the house holds without it.
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    await roughly([ana], async () => {
      await context.setOffline(true);
      await page.goto('/');
      await heading(page, words.home.spaces).waitFor();
      await goToSpace(ana, bo.name);
      await turnWith(page, 'The bread is out.').waitFor();
      await page.goto(`${space}/agreement`);
      await page.getByRole('heading', { name: words.agreement.title, level: 1 }).waitFor();
      await page.goto(`${space}/about`);
      await page.getByText(words.spaceAbout.safety, { exact: true }).click();
      await page.getByText(words.spaceAbout.safetyLead).waitFor();
    });
  });

  test('what is written waits, looks as if it waits, and outlives a closed tab', async () => {
    await roughly([ana], async () => {
      await ana.page.goto(space);
      await says(ana, bo.name, 'I walk by at seven.');
      await turnWith(ana.page, 'I walk by at seven.').getByText(ana.words.talk.pending.line).waitFor();
      const next = await ana.context.newPage();
      await ana.page.close();
      ana = { ...ana, page: next };
      await next.goto(space);
      await turnWith(next, 'I walk by at seven.').getByText(ana.words.talk.pending.line).waitFor();
      await says(ana, bo.name, 'Or at eight.');
    });
  });

  test('with the line back it goes out, in its order and once', async () => {
    await roughly([ana], () => ana.context.setOffline(false));
    await isOut(ana, 'Or at eight.');
    await turnWith(bo.page, 'Or at eight.').waitFor();
    const texts = (await bo.page.getByRole('article').allInnerTexts()).join('\n');
    expect(texts.split('I walk by at seven.')).toHaveLength(2);
    expect(texts.indexOf('at seven')).toBeLessThan(texts.indexOf('at eight'));
  });

  test('help, the plain page and who sees what open signed out, with everything else cleared', async () => {
    const { context, words } = ana;
    const page = await context.newPage();
    await ana.page.close();
    await page.goto('/limits');
    await page.evaluate(async () => {
      localStorage.clear();
      await new Promise((resolve) => {
        const clearing = indexedDB.deleteDatabase('bothways');
        clearing.onsuccess = clearing.onblocked = resolve;
      });
    });
    await roughly([ana], async () => {
      await context.setOffline(true);
      for (const [address, title] of [
        ['/help', words.help.title],
        ['/help/quick-exit', words.quickExit.title],
        ['/quiet', words.quiet.title],
        ['/limits', words.limits.title],
      ] as const) {
        await page.goto(address);
        await heading(page, title).waitFor();
      }
      await context.setOffline(false);
    });
    ana = { ...ana, page };
  });

  test('a browser that threw away what it kept says so, and shows the way back', async () => {
    const { page, words } = ana;
    await page.evaluate(() => localStorage.setItem('somebody-is-home', ''));
    await page.goto('/home');
    await heading(page, words.door.clearedTitle).waitFor();
    await ana.hands.press(link(page, words.door.signIn));
    await field(page, words.signIn.name).waitFor();
  });

  test('it can be put among the apps of a phone, under a name that says nothing', async () => {
    const client = await ana.context.newCDPSession(ana.page);
    const { url, errors } = await client.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(new URL(url).pathname).toBe('/leaf.webmanifest');
    const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
    // A window without a history of its own is never offered an installation.
    const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    expect(others).toEqual([]);
    await eventually(() => ana.page.getAttribute('link[rel="apple-touch-icon"]', 'href')).toContain('leaf');
  });
});
