import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, type Guest } from './house.ts';
import { says, turnWith } from './talking.ts';
import { connect, found, goHome, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let space: string;
let sounds = 0;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await ana.context.exposeBinding('sounded', () => (sounds += 1));
  // What the browser is asked to play cannot be heard here; that it is asked can.
  await ana.context.addInitScript(() => {
    const { createGain } = AudioContext.prototype;
    AudioContext.prototype.createGain = function (this: AudioContext) {
      // Exposed to this page just above.
      (globalThis as unknown as { sounded: () => void }).sounded();
      return createGain.call(this);
    };
  });
});

describe('a sound when somebody writes', () => {
  test('is not made while nobody has asked for it', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    space = ana.page.url();
    await hears('Good morning.');
    expect(sounds).toBe(0);
  });

  test('is made once, in one tab of several, and not again while it rests', async () => {
    const { page, hands, words } = ana;
    await page.goto('/me');
    await hands.press(page.getByRole('checkbox', { name: words.appearance.sound }));
    await eventually(() => sounds).toBe(1);
    const other = await here.anotherTab(ana);
    await other.page.goto(space);
    await hands.press(other.page.getByRole('main'));
    await page.goto(space);
    await hands.press(page.getByRole('main'));
    await rested();
    await hears('Are you there?');
    await eventually(() => sounds).toBe(2);
    await hears('And once more.');
    await turnWith(other.page, 'And once more.').waitFor();
    await rested();
    expect(sounds).toBe(2);
    await other.page.close();
  });

  test('is never made for a space that is kept quiet from its own page', async () => {
    const { page, hands, words } = ana;
    await hands.press(page.getByRole('heading', { level: 1 }).getByRole('link'));
    await hands.press(page.getByRole('checkbox', { name: words.spaceAbout.mute }));
    await page.getByRole('checkbox', { name: words.spaceAbout.mute, checked: true }).waitFor();
    await page.goto(space);
    await hands.press(page.getByRole('main'));
    await hears('This one in silence.');
    expect(sounds).toBe(2);
    await page.goto('/home');
    await page.getByText(words.home.muted).waitFor();
  });
});

async function hears(text: string): Promise<void> {
  await says(bo, ana.name, text);
  await turnWith(bo.page, text).waitFor();
  await turnWith(ana.page, text).waitFor();
}

/** The sound that was made last rests no more. */
async function rested(): Promise<void> {
  const held = () =>
    ana.page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name) ?? []);
  await eventually(held).not.toContain('bothways-sound');
}
