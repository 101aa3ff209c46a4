import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { broken } from '#tests/a11y/axe.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { hostLink } from './machine.ts';
import { button, field, found, heading, link } from './ways.ts';

const here = house({ oneStory: true });
/** Whoever keeps the machine, at a browser in which nobody is signed in. */
let host: Guest;
/** Another who has the same link. */
let other: Guest;
/** Somebody who only reads, and has cleared everything that a page keeps. */
let bo: Guest;

beforeAll(async () => {
  const ana = await here.guest('Ana');
  [host, other, bo] = [
    await here.guest('the host'),
    await here.guest('another host'),
    await here.guest('Bo'),
  ];
  await found(ana, here.foundingLink, 'Linden Yard');
  const address = await hostLink(here.folder);
  for (const { page, words } of [host, other]) {
    await page.goto(address);
    await heading(page, words.host.title).waitFor();
  }
});

const rowOf = (page: Page, name: string) => page.getByRole('article').filter({ hasText: name });
const named = (action: string, name: string) => `${action} ${name}`;

async function toLines({ page, words, hands }: Guest): Promise<void> {
  await hands.press(link(page, words.hostLines.sectionLink));
  await heading(page, words.hostLines.title).waitFor();
}

async function openHelp({ page, words }: Guest, place: string): Promise<void> {
  await page.goto('/help');
  await heading(page, words.help.title).waitFor();
  await page.locator('summary', { hasText: place }).click();
}

test('a line counts as checked from the day on which the host says so, and by whom', async () => {
  const { page, words, hands } = host;
  const { hostLines } = words;
  await toLines(host);
  const check = button(page, named(hostLines.actions.check, 'Samaritans'));
  await hands.press(check);
  await page.getByText(hostLines.byMissing).waitFor();
  await hands.write(field(page, hostLines.by), 'Noor');
  await hands.press(check);
  await page.getByText(hostLines.done).waitFor();
  await rowOf(page, 'Samaritans').getByText('by Noor').waitFor();
  expect(await broken(page)).toEqual([]);

  await openHelp(bo, 'Ireland');
  await rowOf(bo.page, 'Samaritans').getByText('by Noor').waitFor();
});

test('a slip is said where it was made, and a corrected line stands in the place of the former', async () => {
  const { page, words, hands } = host;
  const { hostLines } = words;
  await hands.press(link(page, named(hostLines.actions.correct, 'Samaritans')));
  await heading(page, hostLines.correctTitle('Samaritans')).waitFor();
  await hands.write(field(page, hostLines.call), 'ask at the door');
  await hands.press(button(page, hostLines.save));
  await page.getByText(hostLines.slips.call).waitFor();
  expect(await broken(page)).toEqual([]);
  await hands.write(field(page, hostLines.call), '00 11 22');
  await hands.press(button(page, hostLines.save));
  await heading(page, hostLines.title).waitFor();

  await openHelp(bo, 'Ireland');
  await link(bo.page, bo.words.helpLine.ways.call('00\u00a011\u00a022')).waitFor();
  // Nobody has checked this number.
  await rowOf(bo.page, 'Samaritans').getByText(bo.words.helpLine.checked.never).waitFor();
});

test('of two who write at once the later one is told, and loses no word', async () => {
  const { page, words, hands } = other;
  const { hostLines } = words;
  await toLines(other);
  await hands.press(link(page, named(hostLines.actions.correct, 'Samaritans')));
  await hands.write(field(page, hostLines.cost), 'Free, as far as I know.');
  // It was opened before Noor wrote, and shows what came along.
  await other.complaints.during('machine refuses', async () => {
    await hands.press(button(page, hostLines.save));
    await page.getByText(words.refusals['help-line-changed']).waitFor();
  });
  expect(await field(page, hostLines.cost).inputValue()).toBe('Free, as far as I know.');
  await page.getByText(hostLines.theirs).waitFor();
  await hands.press(button(page, hostLines.saveOver));
  await rowOf(page, 'Samaritans').getByText('Free, as far as I know.').waitFor();
});

test('a line of their own is there, and a hidden one is not; both without a line, with all else cleared', async () => {
  const { page, words, hands } = other;
  const { hostLines } = words;
  await hands.press(button(page, named(hostLines.actions.hide, 'Find a Helpline')));
  await page.getByText(hostLines.states.hidden).waitFor();
  await hands.press(link(page, hostLines.add));
  await hands.write(field(page, hostLines.name), 'The Linden line');
  await hands.press(page.getByRole('radio', { name: hostLines.kinds['peer-warm-line'] }));
  await hands.write(field(page, hostLines.places), 'Linden County');
  await hands.write(field(page, hostLines.call), '00 33 44');
  await hands.press(button(page, hostLines.save));
  await rowOf(page, 'The Linden line').waitFor();

  await openHelp(bo, 'Linden County');
  await rowOf(bo.page, 'The Linden line').waitFor();
  await bo.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await roughly([bo], async () => {
    await bo.page.evaluate(async () => {
      localStorage.clear();
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    });
    await bo.context.setOffline(true);
    await eventually(async () => {
      await openHelp(bo, 'Linden County');
      return link(bo.page, bo.words.helpLine.ways.call('00\u00a033\u00a044')).count();
    }).toBe(1);
    expect(await rowOf(bo.page, 'Find a Helpline').count()).toBe(0);
    await bo.context.setOffline(false);
  });
});

test('what was just done can be taken back', async () => {
  const { page, words, hands } = other;
  const { hostLines } = words;
  await hands.press(button(page, named(hostLines.actions.show, 'Find a Helpline')));
  await page.getByText(hostLines.done).waitFor();
  await hands.press(button(page, hostLines.actions.takeBack));
  await page.getByText(hostLines.states.hidden).waitFor();
});

test('the line that came along is back when the host wants it', async () => {
  const { page, words, hands } = other;
  const undo = button(page, named(words.hostLines.actions.undo, 'Samaritans'));
  await hands.press(undo);
  await undo.waitFor({ state: 'detached' });
  await openHelp(bo, 'Ireland');
  await link(bo.page, bo.words.helpLine.ways.call('116\u00a0123')).waitFor();
});
