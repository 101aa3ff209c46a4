import { beforeAll, expect, test } from 'vitest';
import t3 from '#content/en/tools/t3.json' with { type: 'json' };
import { eventually, house, type Guest } from '#tests/journeys/house.ts';
import { button, heading, link } from '#tests/journeys/ways.ts';
import {
  goesToSheet,
  goesToStep,
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
const [pack, keep] = [t3.steps[0]!, t3.steps[1]!];
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ({ ana, bo } = await twoAtATable(here));
});

const questionOn = async ({ page }: Guest) => (await page.locator('p.question').textContent()) ?? '';

test('Ana lays a question, and both answer it', async () => {
  await laysSheet(ana, 'connecting', t3.title);
  await ana.hands.press(button(ana.page, ana.words.tools.sheet.draw));
  await ana.page.getByText(ana.words.tools.sheet.youLaid).waitFor();
  await goesToSheet(bo, t3.title);
  await bo.page.getByText(bo.words.tools.sheet.laid(ana.name)).waitFor();
  expect(await questionOn(bo)).toBe(await questionOn(ana));
  expect(pack.cards?.map(({ ask }) => ask)).toContain(await questionOn(ana));
  await offersNow(bo, bo.words.tools.sheet.answer, 'The bread that is out at four.');
  await offersNow(ana, ana.words.tools.sheet.answer, 'My grandmother’s radio.');
  for (const guest of [ana, bo]) {
    await offerWith(guest, 'The bread that is out at four.').waitFor();
    await offerWith(guest, 'My grandmother’s radio.').waitFor();
  }
});

test('Bo lays another, and what was answered stays beneath it', async () => {
  const first = await questionOn(bo);
  await bo.hands.press(button(bo.page, bo.words.tools.sheet.drawNext));
  await eventually(() => questionOn(ana)).not.toBe(first);
  await heading(ana.page, first).waitFor();
  await offerWith(ana, 'The bread that is out at four.').waitFor();
});

test('Bo takes an answer back, and it is with nobody but him', async () => {
  await takesBack(bo, 'The bread that is out at four.');
  await offerWith(ana, 'The bread that is out at four.').waitFor({ state: 'detached' });
  expect(await noteWith(ana, 'The bread').count()).toBe(0);
});

test('a line is theirs when both have said yes to it', async () => {
  const text = 'We found out that both of us are up at four.';
  for (const guest of [ana, bo]) await goesToStep(guest, keep.title);
  await proposes(ana, keep.ask!, text);
  await lineWith(bo, text).waitFor();
  await saysYes(bo, text);
  await lineWith(ana, text).getByText(ana.words.agreement.state.ours).waitFor();
  await bo.hands.press(button(bo.page, bo.words.tools.sheet.noMore));
  await lineWith(ana, text).getByText(ana.words.agreement.state.letGo(bo.name)).waitFor();
});

test('the sheet rests, and either takes it up again', async () => {
  const { sheet } = ana.words.tools;
  await ana.hands.press(ana.page.getByText(sheet.put));
  await ana.hands.press(button(ana.page, sheet.rest));
  await bo.page.getByRole('status').filter({ hasText: ana.name }).waitFor();
  await bo.hands.press(bo.page.getByText(sheet.put));
  await bo.hands.press(button(bo.page, sheet.takeUp));
  await button(ana.page, sheet.takeUp).waitFor({ state: 'detached' });
  await ana.hands.press(link(ana.page, sheet.leaveIt));
  await heading(ana.page, ana.words.tools.title).waitFor();
});
