import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyDatabase } from '#tests/house/database-copy.ts';
import { eventually, house, roughly, type Guest } from './house.ts';
import { isOut, says, turnWith } from './talking.ts';
import { connect, found, goHome, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'bothways-copy-'));
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  await found(ana, here.foundingLink, 'Linden Yard');
  const invitation = await makesInvitation(ana);
  await goHome(ana);
  await join(bo, invitation);
  await bo.hands.press(link(bo.page, bo.words.joining.goHome));
  await connect(bo, ana, 'I would like to talk with you.');
  return () => rm(copy, { recursive: true, force: true });
});

async function whileDown(work: () => Promise<void>): Promise<void> {
  await roughly([ana, bo], async () => {
    await here.stopMachine();
    await work();
    await here.startMachine();
    // Each has heard from the new one before anything else is asked of them.
    for (const guest of [ana, bo]) await eventually(() => offlineLines(guest)).toBe(0);
  });
}

function offlineLines({ page, words }: Guest): Promise<number> {
  const [before = ''] = words.talk.offline('|').split('|');
  return page.getByText(before).count();
}

async function hears(guest: Guest, text: string): Promise<void> {
  await turnWith(guest.page, text).waitFor();
}

describe('a machine that was put back from an old copy', () => {
  test('gets back what it lost from the people who had read it, and they go on', async () => {
    await says(ana, bo.name, 'This is in the copy.');
    await hears(bo, 'This is in the copy.');
    await whileDown(() => copyDatabase(here.folder, copy));
    await says(ana, bo.name, 'This is not.');
    await hears(bo, 'This is not.');

    await whileDown(() => copyDatabase(copy, here.folder));
    await says(bo, ana.name, 'Are you still there?');
    await hears(ana, 'Are you still there?');
    await says(ana, bo.name, 'Yes, I am.');
    await isOut(ana, 'Yes, I am.');
    await hears(bo, 'Yes, I am.');
    for (const { page } of [ana, bo]) expect(await turnWith(page, 'This is not.').count()).toBe(1);
  });

  test('stops where somebody wrote on before, says so, and leaves the way to a new pair open', async () => {
    await roughly([bo], async () => {
      await bo.context.setOffline(true);
      await says(ana, bo.name, 'While you were out.');
      await isOut(ana, 'While you were out.');
      await roughly([ana], async () => {
        await ana.context.setOffline(true);
        await here.stopMachine();
        await copyDatabase(copy, here.folder);
        await here.startMachine();
        await bo.context.setOffline(false);
        await eventually(() => offlineLines(bo)).toBe(0);
        await says(bo, ana.name, 'I was out.');
        await isOut(bo, 'I was out.');
        await ana.context.setOffline(false);
      });
    });
    await ana.page.getByText(ana.words.problems.title).waitFor();
    await hears(ana, 'While you were out.');
  });
});
