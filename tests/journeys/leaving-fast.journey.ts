import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, roughly, type Guest } from './house.ts';
import { holds, inHouse, restsIn } from './stored.ts';
import { says, turnWith } from './talking.ts';
import {
  button,
  composer,
  connect,
  field,
  found,
  goHome,
  heading,
  join,
  link,
  makesInvitation,
} from './ways.ts';
import type { Keys } from './ways.ts';

const here = house({ oneStory: true });
const secret = 'The key is under the blue pot.';
const community = 'Linden Yard';
let ana: Guest;
let bo: Guest;
let keys: Keys;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
});

describe('leaving fast', () => {
  test('Ana and Bo have a space with something in it', async () => {
    keys = await found(ana, here.foundingLink, community);
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    await says(bo, ana.name, secret);
    await turnWith(ana.page, secret).waitFor();
    space = ana.page.url();
    await inHouse(ana.page);
  });

  test('the button takes every word off the screen at once, and leads to a plain page', async () => {
    const gone = watchesPixels(ana);
    await ana.hands.press(button(ana.page, ana.words.frame.quickExit));
    await heading(ana.page, ana.words.quiet.title).waitFor();
    expect(await gone()).toBeLessThan(100);
    expect(await ana.page.title()).toBe(ana.words.quiet.tabTitle);
    await eventually(() => restsIn(ana.page)).toEqual({ key: false, lock: true });
  });

  test('neither Back nor the address nor a reload shows anything but a locked door', async () => {
    const { page, words } = ana;
    await page.goBack();
    await heading(page, words.unlock.title).waitFor();
    expect(await page.content()).not.toContain(secret);
    for (const address of [space, '/home', '/people', '/me']) {
      await page.goto(address);
      await heading(page, words.unlock.title).waitFor();
      expect(await page.content()).not.toContain(secret);
    }
    await page.reload();
    await heading(page, words.unlock.title).waitFor();
    expect(await page.title()).toBe(words.unlock.tabTitle);
  });

  test('without a line it is the same, and nothing that lies in the browser tells a word', async () => {
    const { page, context, words } = ana;
    await roughly([ana], async () => {
      await context.setOffline(true);
      await page.goto(space);
      await heading(page, words.unlock.title).waitFor();
      expect(await page.content()).not.toContain(secret);
      for (const word of [secret, community, keys.passphrase, keys.signinName])
        expect(await holds(page, word), word).toEqual([]);
    });
  });

  test('another passphrase opens nothing; the right one opens everything, still without a line', async () => {
    const { page, context, hands, words } = ana;
    await roughly([ana], async () => {
      const passphrase = page.getByLabel(words.unlock.passphrase, { exact: true });
      await hands.write(passphrase, 'not this one at all');
      await hands.press(button(page, words.unlock.open));
      await page.getByText(words.unlock.wrong).waitFor();
      await hands.write(passphrase, keys.passphrase);
      await hands.press(button(page, words.unlock.open));
      await heading(page, words.home.spaces).waitFor();
      await page.goto(space);
      await turnWith(page, secret).waitFor();
      await ana.complaints.during('machine refuses', async () => {
        await context.setOffline(false);
        await says(bo, ana.name, 'Good evening.');
        await turnWith(page, 'Good evening.').waitFor();
      });
    });
  });

  test('Shift three times leaves from every tab, whatever is being written', async () => {
    const { page, context, hands, words } = ana;
    const other = await context.newPage();
    await other.goto('/people');
    await heading(other, bo.name).waitFor();
    await page.bringToFront();
    await hands.write(composer(ana, bo.name), 'Half a sent');
    for (let times = 0; times < 3; times++) await page.keyboard.press('Shift');
    for (const tab of [page, other]) await heading(tab, words.quiet.title).waitFor();
    await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    await other.close();
  });

  test('capital letters do not leave, and what was half written is there after unlocking', async () => {
    const { page, words, hands } = ana;
    // Locking ended the session, so the stream is refused once.
    await ana.complaints.during('machine refuses', async () => {
      await page.goto('/home');
      await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), keys.passphrase);
      await hands.press(button(page, words.unlock.open));
      await heading(page, words.home.spaces).waitFor();
      await page.goto(space);
      await says(bo, ana.name, 'Are you back?');
      await turnWith(page, 'Are you back?').waitFor();
    });
    expect(await composer(ana, bo.name).inputValue()).toBe('Half a sent');
    await composer(ana, bo.name).click();
    await page.keyboard.type('ANA');
    expect(await composer(ana, bo.name).inputValue()).toContain('ANA');
    expect(new URL(page.url()).pathname).toBe(new URL(space).pathname);
  });

  test('before any of our code has come, the button leaves too, and the keys go with it', async () => {
    const { page, context, words } = ana;
    const bare = await context.newPage();
    await bare.goto('/help');
    // What the browser does by itself at a press, where nobody listens.
    await bare
      .locator('form:has(button)')
      .first()
      .evaluate((form: HTMLFormElement) => form.submit());
    await heading(bare, words.quiet.title).waitFor();
    await eventually(() => restsIn(bare)).toEqual({ key: false, lock: true });
    await bare.close();
    await page.goto('/home');
    await heading(page, words.unlock.title).waitFor();
  });

  test('what quick exit cannot do is said, and wiping leaves nothing', async () => {
    const { page, hands, words } = ana;
    await hands.press(link(page, words.unlock.limits));
    await heading(page, words.quickExit.notTitle).waitFor();
    await page.goto('/unlock');
    await hands.press(page.getByText(words.unlock.otherWay));
    await hands.press(button(page, words.unlock.wipe));
    await hands.press(button(page, words.unlock.wipeDo));
    await heading(page, words.door.title).waitFor();
    expect(await restsIn(page)).toEqual({ key: false, lock: false });
    await hands.press(link(page, words.door.signIn));
    await field(page, words.signIn.name).waitFor();
  });
});

/** How long, in milliseconds, from the press until the browser had drawn the page with nothing on it. */
function watchesPixels({ page }: Guest): () => Promise<number> {
  const began = page.evaluate(() => {
    let pressed = NaN;
    addEventListener('click', ({ timeStamp }) => (pressed = timeStamp), { capture: true });
    const note = () => sessionStorage.setItem('gone-after', String(performance.now() - pressed));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = note;
    new MutationObserver((_, self) => {
      if (document.body.checkVisibility()) return;
      self.disconnect();
      // The frame is made after this call, and what waits for a turn comes after the frame.
      requestAnimationFrame(() => port2.postMessage(null));
    }).observe(document.body, { attributes: true });
  });
  return async () => {
    await began;
    return Number(await page.evaluate(() => sessionStorage.getItem('gone-after') ?? 'NaN'));
  };
}
