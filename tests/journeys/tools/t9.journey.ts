import { beforeAll, expect, test } from 'vitest';
import t9 from '#content/en/tools/t9.json' with { type: 'json' };
import { house, type Guest } from '#tests/journeys/house.ts';
import {
  goesToSheet,
  goesToStep,
  laysSheet,
  lineWith,
  offerWith,
  proposes,
  saysYes,
  takesBack,
  twoAtATable,
} from './table.ts';

const here = house({ oneStory: true });
const piles = t9.steps[0]!;
const ours = t9.steps.at(-1)!;
const [first, second] = [t9.words.values.words[0]!, t9.words.values.words[1]!];
let ana: Guest;
let bo: Guest;

beforeAll(async () => {
  ({ ana, bo } = await twoAtATable(here));
});

async function lays({ page, hands, words }: Guest, word: string, pile: string): Promise<void> {
  await page.getByText(words.tools.sheet.pileOf(word)).waitFor();
  await hands.press(page.getByRole('button', { name: pile, exact: true }));
  await page.getByText(words.tools.sheet.pileOf(word)).waitFor({ state: 'detached' });
}

async function shows({ page, hands, words }: Guest, word: string): Promise<void> {
  await hands.press(page.getByRole('button', { name: words.tools.sheet.showWord(word) }));
  const dialog = page.getByRole('dialog', { name: words.tools.sheet.offerAsk });
  await hands.press(dialog.getByRole('button', { name: words.tools.sheet.offerDo }));
  await offerWith({ page }, word).waitFor();
}

test('each sorts words, and nobody sees the piles of another', async () => {
  const matters = piles.piles![0]!.title;
  await laysSheet(ana, 'exploring', t9.title);
  await goesToSheet(bo, t9.title);
  await lays(ana, first, matters);
  await lays(ana, second, piles.piles![2]!.title);
  await lays(bo, first, matters);
  expect(await bo.page.getByRole('button', { name: bo.words.tools.sheet.moveWord(second) }).count()).toBe(0);
});

test('words that they show lie side by side', async () => {
  await shows(ana, second);
  await shows(bo, first);
  for (const guest of [ana, bo]) {
    await offerWith(guest, first).waitFor();
    await offerWith(guest, second).waitFor();
  }
  await takesBack(ana, second);
  await offerWith(bo, second).waitFor({ state: 'detached' });
});

test('the piles are there again when Ana comes back', async () => {
  await goesToStep(ana, ours.title);
  await goesToStep(ana, piles.title);
  await ana.page.getByRole('button', { name: ana.words.tools.sheet.moveWord(first) }).waitFor();
});

test('a word is theirs once both say yes', async () => {
  for (const guest of [ana, bo]) await goesToStep(guest, ours.title);
  await proposes(bo, ours.ask!, 'We both care about adventure.');
  await lineWith(ana, 'We both care about adventure.').waitFor();
  await saysYes(ana, 'We both care about adventure.');
});
