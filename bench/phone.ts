import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumOptions } from '#tests/browser.ts';
import { freePort } from '#tests/free-port.ts';
import {
  fastLine,
  openSlowLine,
  phoneLine,
  phoneSlowerBy,
  type LineQuality,
  type SlowLine,
} from '#tests/slow-line.ts';
import { Gathered, type Benchmark } from './benchmark.ts';
import type { Child } from './child.ts';
import { inFolder } from './folder.ts';
import { startOurs } from './ours-server.ts';
import { figureOf } from './subjects.ts';
import { twoTalking } from './two-talking.ts';

const turns = 300;
/** As many as a page shows at first. */
const shownTurns = 50;
const patienceMs = 90_000;

/** What somebody with an old phone on a poor line waits for. */
export const phone: Benchmark = {
  name: 'phone',
  about: `page thread ${phoneSlowerBy} times slower (the Worker's is not), 1.6 Mbit/s down, 0.75 up, 150 ms; keys on the device, ${turns} turns written since; usable is the newest ${shownTurns} shown and the field to write in; first is with nothing of the pages here, return is the same page opened again once the service worker has brought in the house; the sign-in form is measured without that worker`,
  run: (repetitions) =>
    inFolder(async (folder) => {
      const [publicPort, port] = [await freePort(), await freePort()];
      const server = await startOurs({ folder, port, origin: `http://localhost:${publicPort}` });
      try {
        const house = await prepare(folder, { server, publicPort, port });
        const gathered = new Gathered();
        for (let repetition = 0; repetition < repetitions; repetition++) {
          await measureConversation(gathered, house, path.join(folder, `phone-${repetition}`));
          await measureSignIn(gathered, house);
        }
        return [
          figureOf(gathered, 'conversation, first visit', 'ms', 'under 3,000'),
          figureOf(gathered, 'conversation, return', 'ms', 'under 1,000'),
          figureOf(gathered, 'conversation, scripts on first visit', 'KB', 'at most 90 until usable'),
          figureOf(gathered, 'conversation, everything on first visit', 'KB'),
          figureOf(gathered, 'sign-in form, first visit', 'ms'),
          figureOf(gathered, 'sign-in form, scripts', 'KB', 'at most 45'),
        ];
      } finally {
        await server.stop();
      }
    }),
};

interface House {
  readonly publicPort: number;
  readonly port: number;
  readonly conversation: string;
  readonly signInForm: string;
  /** A browser's folder in which somebody signed in before the talk began. */
  readonly profile: string;
}

interface Served {
  readonly server: Child;
  readonly publicPort: number;
  readonly port: number;
}

async function prepare(folder: string, { server, publicPort, port }: Served): Promise<House> {
  const origin = `http://localhost:${publicPort}`;
  const profile = path.join(folder, 'profile');
  const house = { publicPort, port, profile, signInForm: `${origin}/sign-in` };
  return onLine(house, fastLine, async () => {
    const two = await twoTalking(origin, server.ready.split('#')[1]?.trim() ?? '');
    // What a service worker brought in would be there at the first visit already.
    await withBrowser(profile, { serviceWorkers: 'block' }, async (_context, page) => {
      await page.goto(house.signInForm);
      await page.locator('[name="username"]').fill(two.signIn.signinName);
      await page.locator('[name="passphrase"]').fill(two.signIn.passphrase);
      await page.locator('[name="passphrase"]').press('Enter');
      await page.waitForURL('**/home', { timeout: patienceMs });
      await page.locator(`a[href$="/spaces/${two.space}"]`).first().waitFor({ timeout: patienceMs });
    });
    await two.talk(turns);
    two.close();
    return { ...house, conversation: `${origin}/spaces/${two.space}` };
  });
}

async function measureConversation(gathered: Gathered, house: House, profile: string): Promise<void> {
  await cp(house.profile, profile, { recursive: true });
  await onLine(house, phoneLine, (line) =>
    withBrowser(profile, {}, async (context, page) => {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.clearBrowserCache');
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: phoneSlowerBy });
      line.takeTransfers();
      gathered.add('ours conversation, first visit', await untilUsable(page, house.conversation));
      const transfers = line.takeTransfers();
      const scripts = transfers.filter(({ contentType }) => contentType.includes('javascript'));
      gathered.add('ours conversation, scripts on first visit', kilobytes(scripts));
      gathered.add('ours conversation, everything on first visit', kilobytes(transfers));
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
      await page.goto('about:blank');
      gathered.add('ours conversation, return', await untilUsable(page, house.conversation));
    }),
  );
}

async function measureSignIn(gathered: Gathered, house: House): Promise<void> {
  await onLine(house, phoneLine, (line) =>
    inFolder((profile) =>
      // The worker brings the whole house in beside the form, and what it fetches is not what the form needs.
      withBrowser(profile, { serviceWorkers: 'block' }, async (context, page) => {
        const devtools = await context.newCDPSession(page);
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: phoneSlowerBy });
        await page.goto(house.signInForm, { waitUntil: 'commit' });
        await page.locator('[name="passphrase"]').waitFor();
        gathered.add('ours sign-in form, first visit', await sinceNavigation(page));
        await page.waitForLoadState('networkidle');
        const scripts = line.takeTransfers().filter(({ contentType }) => contentType.includes('javascript'));
        gathered.add('ours sign-in form, scripts', kilobytes(scripts));
      }),
    ),
  );
}

/** Milliseconds from the navigation until the newest turns stand there and the field can be written in. */
async function untilUsable(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('article').length >= wanted &&
      document.querySelector('textarea:not([disabled])') !== null,
    shownTurns,
    { timeout: patienceMs },
  );
  return sinceNavigation(page);
}

function sinceNavigation(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

async function withBrowser<Value>(
  profile: string,
  options: BrowserContextOptions,
  work: (context: BrowserContext, page: Page) => Promise<Value>,
): Promise<Value> {
  await mkdir(profile, { recursive: true });
  const viewport = { width: 360, height: 740 };
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions(),
    viewport,
    ...options,
  });
  try {
    return await work(context, context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
  }
}

async function onLine<Value>(
  { publicPort, port }: { readonly publicPort: number; readonly port: number },
  quality: LineQuality,
  work: (line: SlowLine) => Promise<Value>,
): Promise<Value> {
  const line = await openSlowLine(publicPort, port, quality);
  try {
    return await work(line);
  } finally {
    line.close();
  }
}

function kilobytes(transfers: readonly { readonly bytes: number }[]): number {
  return transfers.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}
