import { beforeAll, expect, test } from 'vitest';
import t15 from '#content/en/tools/t15.json' with { type: 'json' };
import { house, type Guest } from '#tests/journeys/house.ts';
import { button } from '#tests/journeys/ways.ts';
import {
  goesToSheet,
  goesToStep,
  keeps,
  laysSheet,
  lineWith,
  noteWith,
  offersNow,
  offerWith,
  proposes,
  saysYes,
  takesBack,
  twoAtATable,
} from './table.ts';

const here = house({ oneStory: true });
const [apart, back, forNow] = [t15.steps[0]!, t15.steps[1]!, t15.steps[2]!];
const seen = apart.prompts![0]!.ask;
const anas = 'Your coat lay on my chair.';
const bos = 'The leaves hung down.';
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ({ ana, bo } = await twoAtATable(here));
});

test('each writes alone, and nothing is to be seen before both are ready', async () => {
  await laysSheet(ana, 'supporting', t15.title);
  await goesToSheet(bo, t15.title);
  await keeps(ana, seen, anas);
  await keeps(bo, seen, bos);
  await ana.hands.press(button(ana.page, ana.words.tools.sheet.readyDo));
  await bo.page.getByText(bo.words.tools.sheet.ready(ana.name)).waitFor();
  expect(await bo.page.getByText(anas).count()).toBe(0);
  expect(await noteWith(bo, bos).count()).toBe(1);
});

test('it opens for both at the same time', async () => {
  await bo.hands.press(button(bo.page, bo.words.tools.sheet.readyDo));
  for (const guest of [ana, bo]) {
    await offerWith(guest, anas).waitFor();
    await offerWith(guest, bos).waitFor();
    await guest.page.getByText(guest.words.tools.sheet.opened).waitFor();
  }
});

test('each says it back until the other says yes', async () => {
  for (const guest of [ana, bo]) await goesToStep(guest, back.title);
  await offersNow(bo, back.ask!, 'You came home to a coat that was not yours.');
  const saying = ana.page.locator('.back').filter({ hasText: 'You came home' });
  await ana.hands.press(saying.getByRole('button', { name: ana.words.tools.sheet.heard.near }));
  await bo.page.getByText(bo.words.tools.sheet.heardBy.near(ana.name)).waitFor();
  await ana.hands.press(saying.getByRole('button', { name: ana.words.tools.sheet.heard.yes }));
  await bo.page.getByText(bo.words.tools.sheet.heardBy.yes(ana.name)).waitFor();
});

test('a sentence for now is theirs, and what somebody takes back is theirs alone again', async () => {
  const text = 'For now we write before we come by, until the end of May.';
  for (const guest of [ana, bo]) await goesToStep(guest, forNow.title);
  await proposes(bo, forNow.ask!, text);
  await lineWith(ana, text).waitFor();
  await saysYes(ana, text);
  for (const guest of [ana, bo]) await goesToStep(guest, apart.title);
  await takesBack(ana, anas);
  await offerWith(bo, anas).waitFor({ state: 'detached' });
  await bo.page.getByText(bo.words.tools.sheet.withdrew(ana.name)).waitFor();
});
