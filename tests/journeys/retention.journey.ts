import { beforeAll, describe, expect, test } from 'vitest';
import type { Stay } from '#domain/retention/stay.ts';
import { broken } from '#tests/a11y/axe.ts';
import { overflowing, tooSmall } from '#tests/a11y/room.ts';
import { keyboard } from './hands.ts';
import { house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import { button, composer, connect, found, goHome, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let space: string;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo', { hands: keyboard });
});

async function chooses({ page, hands, words }: Guest, stay: Stay): Promise<void> {
  await hands.press(page.getByRole('radio', { name: words.retention.stays[stay] }));
  await hands.press(button(page, words.retention.choose));
}

/** Within a group of choices the arrows go on from the one that is chosen. */
async function choosesByKeys({ page, hands, words }: Guest, { down }: { down: number }): Promise<void> {
  await hands.press(page.getByRole('radio', { checked: true }));
  for (let times = 0; times < down; times++) await page.keyboard.press('ArrowDown');
  await hands.press(button(page, words.retention.choose));
}

const holds = ({ page, words }: Guest, stay: Stay) =>
  page.getByRole('status').filter({ hasText: words.retention.holds[stay] }).waitFor();

describe('how long words stay', () => {
  test('Ana finds the page from her space with Bo, and all words stay there', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    await goHome(bo);
    space = ana.page.url();
    await says(ana, bo.name, 'The lantern hangs by the gate.');
    await isOut(ana, 'The lantern hangs by the gate.');
    await ana.page.goto(`${space}/about`);
    await ana.page.getByText(ana.words.spaceAbout.staysAll).waitFor();
    await ana.hands.press(link(ana.page, ana.words.spaceAbout.stays));
    await holds(ana, 'all');
    expect(await ana.page.title()).toBe(ana.words.retention.tabTitle);
  });

  test('she makes it shorter alone, and is asked once before', async () => {
    await chooses(ana, 'a-week');
    const dialog = ana.page.getByRole('dialog', { name: ana.words.retention.askTitle });
    await ana.hands.press(dialog.getByRole('button', { name: ana.words.retention.askNot }));
    await holds(ana, 'all');
    await ana.hands.press(button(ana.page, ana.words.retention.choose));
    await ana.hands.press(dialog.getByRole('button', { name: ana.words.retention.askDo }));
    await holds(ana, 'a-week');
    expect(await broken(ana.page)).toEqual([]);
    expect(await tooSmall(ana.page)).toEqual([]);
    expect(await overflowing(ana.page)).toEqual([]);
  });

  test('Bo hears of it at home and in the space, and nothing has gone yet', async () => {
    await bo.page.getByText(bo.words.home.retention(ana.name)).waitFor();
    await bo.page.goto(space);
    await turnWith(bo.page, 'The lantern hangs by the gate.').waitFor();
    await bo.page.getByText(bo.words.talk.olderGo).waitFor();
    await bo.page.getByText(`${ana.name} chose how long words stay here`).waitFor();
    await bo.hands.press(link(bo.page, bo.words.talk.stays));
    await holds(bo, 'a-week');
  });

  test('he would have them stay longer, which waits for Ana, and Ana sees that in the space', async () => {
    await choosesByKeys(bo, { down: 2 });
    await bo.page.getByText(bo.words.retention.wish['90-days'](bo.words.retention.me)).waitFor();
    await holds(bo, 'a-week');
    await ana.page.goto(space);
    await ana.page.getByText(ana.words.talk.staysWished(bo.name)).waitFor();
    await ana.hands.press(link(ana.page, ana.words.talk.stays));
    await ana.page.getByText(ana.words.retention.wish['90-days'](bo.name)).waitFor();
    await holds(ana, 'a-week');
    expect(await broken(ana.page)).toEqual([]);
  });

  test('once she says so too, it holds for both, also after the page was opened anew', async () => {
    await ana.hands.press(button(ana.page, ana.words.retention.wishAgree));
    for (const guest of [ana, bo]) await holds(guest, '90-days');
    await bo.page.reload();
    await holds(bo, '90-days');
    expect(await broken(bo.page)).toEqual([]);
  });

  test('a wish can be taken back', async () => {
    await choosesByKeys(bo, { down: 2 });
    await bo.hands.press(button(bo.page, bo.words.retention.wishBack));
    await bo.page.getByText(bo.words.retention.wishesTitle).waitFor({ state: 'detached' });
    await ana.page.getByText(ana.words.retention.wishesTitle).waitFor({ state: 'detached' });
    await holds(ana, '90-days');
    await ana.page.goto(space);
    await composer(ana, bo.name).waitFor();
    await turnWith(ana.page, 'The lantern hangs by the gate.').waitFor();
  });
});
