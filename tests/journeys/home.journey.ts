import { beforeAll, expect, test } from 'vitest';
import { goToAgreement, offers } from './agreeing.ts';
import { eventually, house, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import {
  button,
  composer,
  connect,
  found,
  goHome,
  goToSpace,
  heading,
  join,
  link,
  makesInvitation,
  signIn,
  type Keys,
} from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
/** Bo at a second device. */
let desk: Guest;
let keys: Keys;

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  desk = await here.guest('Bo', { viewport: { width: 1280, height: 860 } });
});

/** Their space, in whichever order the lot put them. */
const both = /Ana and Bo|Bo and Ana/;
/** What waits, row by row. */
const waiting = ({ page, words }: Guest) => page.getByRole('region', { name: words.home.whenever });
const spaces = ({ page, words }: Guest) => page.getByRole('region', { name: words.home.spaces });

test('whoever comes in reads what this place is and who is here, and is offered one first step', async () => {
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  keys = await join(bo, invitation);
  const { page, words } = bo;
  await page.goto('/home');
  const { beginning } = words.home;
  await page.getByText(beginning.lead('Linden Yard')).waitFor();
  await page.getByText(beginning.here(ana.name, 1)).waitFor();
  await heading(page, words.home.emptyTitle).waitFor();
  expect(await page.getByRole('link', { name: words.home.emptyStep }).count()).toBe(1);
});

test('put away it stays away, and is found again', async () => {
  const { page, hands, words } = bo;
  const { beginning } = words.home;
  await hands.press(button(page, beginning.away));
  await heading(page, beginning.title).waitFor({ state: 'detached' });
  const again = button(page, beginning.title);
  await eventually(() => again.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.reload();
  await again.waitFor();
  expect(await heading(page, beginning.title).count()).toBe(0);
  // The first step is still offered: nobody is beside Bo yet.
  await link(page, words.home.emptyStep).waitFor();

  await hands.press(again);
  await heading(page, beginning.title).waitFor();
  await hands.press(button(page, beginning.away));
});

test('a knock stands at home with its words', async () => {
  await connect(ana, bo, 'You mend bicycles, and mine squeaks.');
  for (const guest of [ana, bo]) await goHome(guest);
  await spaces(ana).getByRole('link').filter({ hasText: both }).waitFor();
  expect(await heading(bo.page, bo.words.home.emptyTitle).count()).toBe(0);
});

test('what is new is a dot and a sentence, and never a number', async () => {
  await goToSpace(ana, bo.name);
  await says(ana, bo.name, 'The bread is out.');
  await says(ana, bo.name, 'And the coffee.');
  await isOut(ana, 'And the coffee.');
  await bo.page.getByText(bo.words.home.wrote(ana.name)).waitFor();
  expect(await spaces(bo).innerText()).not.toMatch(/\d/);
  await goToSpace(bo, ana.name);
  await turnWith(bo.page, 'And the coffee.').waitFor();
  await goHome(bo);
  await bo.page.getByText(bo.words.home.wrote(ana.name)).waitFor({ state: 'detached' });
});

test('sentences that wait for me stand once, by the name of the space, and not with whoever offered them', async () => {
  await goToAgreement(ana);
  await offers(ana, 'We ring before we come by.');
  await offers(ana, 'Silence means a full day.');
  const row = waiting(bo)
    .getByRole('link')
    .filter({ hasText: bo.words.home.clause(ana.name) });
  await row.waitFor();
  expect(await row.count()).toBe(1);
  expect(await row.innerText()).toMatch(/^(Ana and Bo|Bo and Ana)\n/);
  await ana.page.goto('/home');
  await spaces(ana).getByRole('link').filter({ hasText: both }).waitFor();
  expect(await waiting(ana).count()).toBe(0);
});

test('words that stand half written are found from home, and gone once they are said', async () => {
  const { page, hands, words } = bo;
  await goToSpace(bo, ana.name);
  await hands.write(composer(bo, ana.name), 'Tomorrow at');
  await goHome(bo);
  const row = waiting(bo).getByRole('link').filter({ hasText: words.home.halfWords });
  await hands.press(row);
  await eventually(() => composer(bo, ana.name).inputValue()).toBe('Tomorrow at');
  await says(bo, ana.name, 'Tomorrow at six.');
  await isOut(bo, 'Tomorrow at six.');
  await goHome(bo);
  await page.getByText(words.home.halfWords).waitFor({ state: 'detached' });
});

test('another device of Bo shows the same home, without what he put away', async () => {
  const { page, words } = desk;
  await signIn(desk, keys);
  await button(page, words.home.beginning.title).waitFor();
  expect(await heading(page, words.home.beginning.title).count()).toBe(0);
  await spaces(desk).getByRole('link').filter({ hasText: both }).waitFor();
  await waiting(desk)
    .getByRole('link')
    .filter({ hasText: words.home.clause(ana.name) })
    .waitFor();
});
