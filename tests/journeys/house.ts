import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { root } from '#scripts/run.ts';
import { beepingMicrophone, launch, type BrowserName } from '#tests/browser.ts';
import { freePort } from '#tests/free-port.ts';
import { openSlowLine, type LineQuality, type SlowLine } from '#tests/slow-line.ts';
import type { Locale } from '#words/locales.ts';
import { ensureBuilt } from './built.ts';
import { listenTo, picture, type Complaints } from './complaints.ts';
import { phoneScreen, pointer, type Hands } from './hands.ts';
import { startMachine, type Command, type Machine } from './machine.ts';
import { everyWord, type EveryWord } from './words.ts';

/** Somebody at their own device: a browser that shares nothing with the others. */
export interface Guest {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly hands: Hands;
  /** What the pages say to them, in their language. */
  readonly words: EveryWord;
  readonly complaints: Complaints;
}

/** A server of its own, and a browser, for one file of journeys. */
export interface House {
  readonly origin: string;
  readonly foundingLink: string;
  /** Where the server keeps everything. */
  readonly folder: string;
  guest(name: string, options?: GuestOptions): Promise<Guest>;
  /** Another tab of the same browser. */
  anotherTab(guest: Guest): Promise<Guest>;
  stopMachine(): Promise<void>;
  /** Another release may be started than the one that ran. */
  startMachine(release?: string): Promise<void>;
  /** What the server has said in the terminal since it was started last. */
  said(): string;
}

export interface GuestOptions extends BrowserContextOptions {
  readonly hands?: Hands;
  readonly speaks?: Locale;
}

/** On an ordinary phone; a journey that is about something else says so. */
const phone: BrowserContextOptions = {
  viewport: phoneScreen,
  locale: 'en-GB',
  reducedMotion: 'reduce',
};

/** How long anything on a page may take before the journey gives up. */
export const patience = 15_000;

interface HouseOptions {
  /** Each test goes on where the one before ended: after the first that fails, the others would only wait. */
  readonly oneStory?: boolean;
  readonly command?: Command;
  readonly browserName?: BrowserName;
  /** A microphone in which somebody beeps, once people let a page listen. */
  readonly microphone?: boolean;
  /** The line between people and the machine, where it is a poor one. */
  readonly line?: LineQuality;
}

/** Opens a house before the journeys of this file, and after each of them fails on anything a page complained of. */
export function house(wish: HouseOptions = {}): House {
  const { oneStory = false, command = 'start', browserName = 'chromium', microphone = false } = wish;
  let browser: Browser;
  let machine: Machine;
  let port = 0;
  let folder: string;
  let line: SlowLine | undefined;
  const guests: Guest[] = [];
  let brokeOff = false;

  beforeAll(async () => {
    await ensureBuilt();
    browser = await launch(browserName, microphone ? [beepingMicrophone] : []);
    folder = await mkdtemp(path.join(tmpdir(), 'bothways-journey-'));
    if (wish.line !== undefined) line = await openSlowLine(await freePort(), await freePort(), wish.line);
    machine = await startMachine({ command, folder, ...place() });
    port = Number(new URL(machine.origin).port);
    return async () => {
      await browser.close();
      await machine.stop();
      line?.close();
      await rm(folder, { recursive: true, force: true });
    };
  });

  beforeEach(({ task, onTestFailed, skip }) => {
    if (oneStory && brokeOff) skip('the story broke off before this');
    onTestFailed(async () => {
      // Whatever was found wrong, the story went on to its end; anything else stopped it on the way.
      brokeOff ||= (task.result?.errors ?? []).some(({ name }) => name !== 'AssertionError');
      const pictures = path.join(root, 'tmp/journeys');
      await mkdir(pictures, { recursive: true });
      for (const [index, { name, page }] of guests.entries()) {
        await picture(page, path.join(pictures, `${fileName(task.name)}.${index}-${fileName(name)}.png`));
      }
    });
  });

  afterEach(() => {
    const heard = guests.flatMap(({ name, complaints }) => complaints.take().map((one) => `${name}: ${one}`));
    expect(heard).toEqual([]);
  });

  /** Any free place at first; then the same one again, as browsers know it. */
  function place(): { port: number; origin?: string } {
    if (line !== undefined) return { port: line.toPort, origin: `http://localhost:${line.port}` };
    return { port };
  }

  return {
    get origin() {
      return machine.origin;
    },
    get foundingLink() {
      return machine.printed;
    },
    get folder() {
      return folder;
    },
    async guest(name, { hands = pointer, speaks = 'en', ...options } = {}) {
      const context = await browser.newContext({ ...phone, baseURL: machine.origin, ...options });
      context.setDefaultTimeout(patience);
      if (speaks !== 'en') await context.addInitScript(speak, speaks);
      const complaints = listenTo(context, machine.origin);
      const words = await everyWord(speaks);
      const guest = { name, context, page: await context.newPage(), hands, words, complaints };
      guests.push(guest);
      return guest;
    },
    async anotherTab(guest) {
      const tab = { ...guest, page: await guest.context.newPage() };
      guests.push(tab);
      return tab;
    },
    stopMachine: () => machine.stop(),
    async startMachine(release) {
      machine = await startMachine({
        command,
        folder,
        ...place(),
        ...(release !== undefined && { release }),
      });
    },
    said: () => machine.said(),
  };
}

/** As a page keeps it on this device; the empty page that a browser begins with keeps nothing. */
function speak(locale: Locale): void {
  if (location.protocol === 'http:') localStorage.setItem('locale', locale);
}

/** Waits until `look` gives what is expected: pages draw when they are ready, and a journey never sleeps. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, { timeout: patience, interval: 50 });
}

/** While `act` goes on, the line of these people may break. */
export function roughly<T>(guests: readonly Guest[], act: () => Promise<T>): Promise<T> {
  const [first, ...others] = guests;
  if (first === undefined) return act();
  return first.complaints.during('line breaks', () => roughly(others, act));
}

function fileName(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
}
