import type { Page, Request } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, house, type Guest } from './house.ts';
import { machineRoom } from './machine.ts';
import { says, turnWith } from './talking.ts';
import { connect, found, goHome, heading, join, link, makesInvitation } from './ways.ts';

const here = house({ oneStory: true });
let ana: Guest;
let bo: Guest;
const tabs: Guest[] = [];

beforeAll(async () => {
  ana = await here.guest('Ana');
  bo = await here.guest('Bo');
  listen(ana);
});

describe('eight tabs of one browser', () => {
  test('are eight windows into one device, with one stream', async () => {
    await found(ana, here.foundingLink, 'Linden Yard');
    const invitation = await makesInvitation(ana);
    await goHome(ana);
    await join(bo, invitation);
    await bo.hands.press(link(bo.page, bo.words.joining.goToPeople));
    await heading(bo.page, ana.name).waitFor();
    await goHome(bo);
    await connect(ana, bo, 'Shall we?');
    tabs.push(ana);
    while (tabs.length < 8) tabs.push({ ...ana, page: await ana.context.newPage() });
    for (const { page } of tabs.slice(1)) await page.goto(ana.page.url());
    await says(bo, ana.name, 'Good morning.');
    for (const { page } of tabs) await turnWith(page, 'Good morning.').waitFor();
    expect(streams()).toBe(1);
    // And one for Bo: the machine counts browsers, not tabs.
    expect((await machineRoom(here.folder)).streams).toBe(2);
  });

  test('each of them can write, and all of them see it', async () => {
    const before = taken();
    for (const [at, tab] of tabs.entries()) {
      await tab.page.bringToFront();
      await says(tab, bo.name, `From tab ${at + 1}.`);
    }
    for (const page of [bo.page, ...tabs.map((tab) => tab.page)]) {
      await eventually(() => numbersIn(page)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    }
    // One sender: the machine was asked once for each, however many tabs know of it.
    await eventually(() => taken() - before).toBe(8);
  });

  test('when the one that ran the device is closed in the middle, another goes on, and nothing is said twice', async () => {
    const [first, second] = tabs as [Guest, Guest];
    await second.page.bringToFront();
    const saying = says(second, bo.name, 'From tab 9.');
    await closes(first);
    await saying;
    await says(second, bo.name, 'From tab 10.');
    for (const page of [bo.page, ...tabs.slice(1).map((tab) => tab.page)]) {
      await eventually(() => numbersIn(page).then((all) => all.slice(8))).toEqual(['9', '10']);
    }
    await says(bo, ana.name, 'Good night.');
    for (const { page } of tabs.slice(1)) await turnWith(page, 'Good night.').waitFor();
    expect(streams()).toBe(1);
    await eventually(async () => (await machineRoom(here.folder)).streams).toBe(2);
  });
});

/** How often the machine wrote something down, by its own log. */
function taken(): number {
  return here.said().match(/POST append 200/g)?.length ?? 0;
}

/** Streams that the browser of Ana has open, by the tab that asked for them. */
const asked = new Map<Request, Page>();

function streams(): number {
  return asked.size;
}

function listen({ context }: Guest): void {
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/stream') asked.set(request, request.frame().page());
  });
  context.on('requestfailed', (request) => asked.delete(request));
  context.on('requestfinished', (request) => asked.delete(request));
}

/** What a tab had asked for ends with it. */
async function closes({ page }: Guest): Promise<void> {
  await page.close();
  for (const [request, of] of asked) if (of === page) asked.delete(request);
}

async function numbersIn(page: Page): Promise<readonly string[]> {
  const texts = (await page.getByRole('article').allInnerTexts()).join('\n');
  return Array.from(texts.matchAll(/From tab (\d+)\./g), ([, number = '']) => number);
}
