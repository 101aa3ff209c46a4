import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '#scripts/run.ts';
import { house, type Guest } from './house.ts';
import { says, turnWith } from './talking.ts';
import { button, connect, field, found, goHome, heading, join, link, makesInvitation } from './ways.ts';
import { keyboard } from './hands.ts';

const here = house({ oneStory: true });
const community = 'Linden Yard';
const reason = 'Noor went on writing to people who had asked not to be written to.';
let ana: Guest;
let bo: Guest;
let cai: Guest;
let noor: Guest;

beforeAll(async () => {
  ana = await here.guest('Ana');
  // By the keyboard alone.
  bo = await here.guest('Bo', { hands: keyboard });
  cai = await here.guest('Cai', { colorScheme: 'dark' });
  noor = await here.guest('Noor', { colorScheme: 'dark' });
});

/** What each page looked like, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = path.join(root, 'tmp/journeys');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `care.${name}.png`), fullPage: true });
}

async function toCare({ page, words }: Guest): Promise<void> {
  await page.goto('/people/care');
  await heading(page, words.care.title).waitFor();
}

async function asksIn(by: Guest, who: string): Promise<void> {
  const { page, hands, words } = by;
  await toCare(by);
  await hands.press(link(page, words.care.ask));
  await hands.press(page.getByRole('radio', { name: who }));
  await hands.press(button(page, words.careAsking.inDo));
  await heading(page, words.careAsking.sentTitle).waitFor();
}

/** From home, where it is said that something waits. */
async function saysYes(guest: Guest, title: string): Promise<void> {
  const { page, hands, words } = guest;
  await page.goto('/home');
  await hands.press(page.getByRole('link').filter({ hasText: words.home.careWaits }));
  await heading(page, title).waitFor();
  await hands.press(button(page, words.care.sayYes));
}

describe('the care circle', () => {
  test('four people are here', async () => {
    await found(ana, here.foundingLink, community);
    for (const guest of [bo, cai, noor]) {
      await ana.page.goto('/home');
      const invitation = await makesInvitation(ana);
      await join(guest, invitation);
      await guest.hands.press(link(guest.page, guest.words.joining.goToPeople));
      await heading(guest.page, ana.name).waitFor();
    }
    await goHome(noor);
    await ana.page.goto('/home');
    await connect(ana, noor, 'Shall we?');
  });

  test('with one in it nobody can be removed', async () => {
    await toCare(ana);
    await ana.page.getByText(ana.words.care.tooFew).waitFor();
    await picture(ana.page, 'alone');
    await ana.page.goto('/people/care/removal');
    await ana.page.getByText(ana.words.careAsking.tooFew).waitFor();
  });

  test('Ana asks Bo in, and he says yes', async () => {
    await asksIn(ana, bo.name);
    await saysYes(bo, bo.words.care.asksYou(ana.name));
    await bo.page.getByText(bo.words.care.you(bo.name)).waitFor();
    await ana.page.goto('/people/care');
    await ana.page.getByText(bo.name, { exact: true }).waitFor();
  });

  test('Cai comes in when both of them and Cai have said yes', async () => {
    await asksIn(ana, cai.name);
    await saysYes(bo, bo.words.care.asksFor(ana.name, cai.name));
    await bo.page.getByText(bo.words.care.waitsForOthers).waitFor();
    await saysYes(cai, cai.words.care.asksYou(ana.name));
    await cai.page.getByText(cai.words.care.you(cai.name)).waitFor();
    await picture(cai.page, 'three');
  });

  test('Noor, who is not in it, can ask nothing of it', async () => {
    await toCare(noor);
    await noor.page.getByText(noor.words.care.nothing).waitFor();
    expect(await link(noor.page, noor.words.care.removal).count()).toBe(0);
    await noor.page.goto('/people/care/removal');
    await noor.page.getByText(noor.words.careAsking.notYours).waitFor();
  });
});

describe('removing somebody', () => {
  test('Ana asks, with a reason, and alone it does nothing', async () => {
    const { page, hands, words } = ana;
    await toCare(ana);
    await hands.press(link(page, words.care.removal));
    await hands.press(button(page, words.careAsking.removalDo));
    await page.getByText(words.careAsking.reasonMissing).waitFor();
    await picture(page, 'asking');
    await hands.press(page.getByRole('radio', { name: noor.name }));
    await hands.write(field(page, words.careAsking.reason), reason);
    await hands.press(button(page, words.careAsking.removalDo));
    await heading(page, words.careAsking.sentTitle).waitFor();
    await noor.page.goto('/people');
    await heading(noor.page, ana.name).waitFor();
  });

  test('Bo reads the reason, has to wait a moment, and says yes', async () => {
    const { page, hands, words } = bo;
    await saysYes(bo, words.care.asksRemoval(ana.name, noor.name));
    const asked = page.getByRole('dialog', { name: words.care.lookAgain(noor.name) });
    await asked.getByText(words.care.pause).waitFor();
    await asked.getByText(reason).waitFor();
    await picture(page, 'slowly');
    const yes = button(page, words.care.removeDo);
    expect(await yes.getAttribute('aria-disabled')).toBe('true');
    await asked.getByText(words.care.pause).waitFor({ state: 'detached' });
    await hands.press(yes);
    await heading(page, words.care.doneTitle).waitFor();
    await picture(page, 'done');
  });

  test('Noor is told at once by whom, and why, and keeps what was readable', async () => {
    const { page, words } = noor;
    await heading(page, words.gone.removedTitle).waitFor();
    await page.getByText(reason).waitFor();
    await heading(page, words.gone.peopleTitle).waitFor();
    await page.getByText(ana.name, { exact: true }).waitFor();
    await picture(page, 'removed');
    await page.goto('/home');
    await page.getByText(words.home.communityRemoved).waitFor();
    await picture(page, 'removed-home');
  });

  test('their space together stays', async () => {
    await noor.page.goto('/home');
    await noor.hands.press(noor.page.getByRole('link', { name: /Ana/ }).first());
    await says(noor, ana.name, 'Are we still talking?');
    await ana.page.goto('/home');
    await ana.hands.press(ana.page.getByRole('link', { name: /Noor/ }).first());
    await turnWith(ana.page, 'Are we still talking?').waitFor();
  });

  test('everybody else reads what was done', async () => {
    await toCare(cai);
    await cai.page.getByText(reason).waitFor();
    await cai.page.goto('/people');
    await heading(cai.page, ana.name).waitFor();
    expect(await heading(cai.page, noor.name).count()).toBe(0);
  });
});

test('Cai leaves the place in one step, and the others see it', async () => {
  const { page, hands, words } = cai;
  await hands.press(link(page, words.people.leave));
  await heading(page, words.gone.leaveTitle(community)).waitFor();
  await picture(page, 'leaving');
  await hands.press(button(page, words.gone.leave));
  await hands.press(button(page, words.gone.leaveDo));
  await heading(page, words.gone.leftTitle).waitFor();
  await picture(page, 'left');
  await toCare(bo);
  await bo.page.getByText(bo.words.care.membersSign).waitFor();
});
