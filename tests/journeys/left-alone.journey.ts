import { beforeAll, describe, expect, test } from 'vitest';
import { goToAgreement } from './agreeing.ts';
import { eventually, house, type Guest } from './house.ts';
import { restsIn } from './stored.ts';
import {
  button,
  composer,
  connect,
  field,
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
let ana: Guest;
let bo: Guest;
let onHelp: Guest;
let keys: Keys;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await ana.context.clock.install();
});

describe('a browser that nobody touches', () => {
  test('stays open until its owner wants it otherwise', async () => {
    keys = await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    space = ana.page.url();
    await ana.context.clock.fastForward('04:00:00');
    await goHome(ana);
  });

  test('a touch in any tab counts for all of them', async () => {
    const { page, hands, words, context } = ana;
    await page.goto('/me');
    await hands.press(page.getByRole('radio', { name: words.thisDevice.lockAfters['5'] }));
    await page.goto(space);
    onHelp = await here.anotherTab(ana);
    await onHelp.page.goto('/help');
    await heading(onHelp.page, words.help.title).waitFor();
    await context.clock.fastForward('03:30');
    await touches(onHelp);
    await context.clock.fastForward('03:30');
    await page.bringToFront();
    await hands.write(composer(ana, bo.name), 'Half a sent');
  });

  test('locks when its time is over; pages that hold nothing of anybody stay', async () => {
    const { page, hands, words, context } = ana;
    await goToAgreement(ana);
    await hands.write(field(page, words.agreement.writeLabel), 'We ring before');
    await context.clock.fastForward('02:00');
    await field(page, words.agreement.writeLabel).waitFor();
    await context.clock.fastForward('04:30');
    await heading(page, words.unlock.title).waitFor();
    await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    await heading(onHelp.page, words.help.title).waitFor();
  });

  test('whoever opens it again finds every half word', async () => {
    const { page, words } = ana;
    await unlocks(ana);
    await goToSpace(ana, bo.name);
    await eventually(() => composer(ana, bo.name).inputValue()).toBe('Half a sent');
    await goToAgreement(ana);
    await eventually(() => field(page, words.agreement.writeLabel).inputValue()).toBe('We ring before');
  });

  test('a browser that was closed meanwhile opens at the locked door', async () => {
    const { page, words, context, complaints } = ana;
    await onHelp.page.close();
    await page.goto('about:blank');
    await context.clock.fastForward('07:00');
    // It may open for a blink; what it asks for then is refused once it has locked.
    await complaints.during('machine refuses', async () => {
      await page.goto(space);
      await heading(page, words.unlock.title).waitFor();
      await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    });
    await unlocks(ana);
  });

  test('locks from a page that anybody may read as well, and that page stays', async () => {
    const { page, words, context } = ana;
    await page.goto('/help');
    await heading(page, words.help.title).waitFor();
    await context.clock.fastForward('02:00');
    await touches(ana);
    await context.clock.fastForward('07:00');
    await eventually(() => restsIn(page)).toEqual({ key: false, lock: true });
    await heading(page, words.help.title).waitFor();
    expect(new URL(page.url()).pathname).toBe('/help');
  });
});

/** Touches the page until what looks after the house has come and seen it. */
async function touches({ page }: Guest): Promise<void> {
  const touched = () => page.evaluate(() => localStorage.getItem('touched'));
  const before = await touched();
  const touch = async () => {
    await page.keyboard.press('Tab');
    return touched();
  };
  await eventually(touch).not.toBe(before);
}

/** Locking ended the session, so the stream is refused once. */
function unlocks({ page, hands, words, complaints }: Guest): Promise<void> {
  return complaints.during('machine refuses', async () => {
    await hands.write(page.getByLabel(words.unlock.passphrase, { exact: true }), keys.passphrase);
    await hands.press(button(page, words.unlock.open));
    await heading(page, words.home.spaces).waitFor();
  });
}
