import { createServer } from 'node:http';
import { chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '#tests/browser.ts';
import { freePort } from '#tests/free-port.ts';
import { fastLine, openSlowLine, phoneLine, phoneSlowerBy, type LineQuality } from '#tests/slow-line.ts';
import { Gathered, type Benchmark, type Figure } from './benchmark.ts';
import { inFolder } from './folder.ts';
import { manySpaces, type LongHere } from './many-spaces.ts';
import { startOurs } from './ours-server.ts';

const spaces = 20;
const events = 20_000;
/** As many as a page shows at first. */
const shownTurns = 50;
const patienceMs = 300_000;

interface Setting {
  readonly name: string;
  readonly line: LineQuality;
  readonly slowerBy: number;
}

const settings: readonly Setting[] = [
  { name: 'desk', line: fastLine, slowerBy: 1 },
  { name: 'phone', line: phoneLine, slowerBy: phoneSlowerBy },
];
const moments = ['home usable', 'newest conversation usable'] as const;

/** How long somebody waits at a device that knows nothing of them yet. */
export const signIn: Benchmark = {
  name: 'sign-in',
  about: `from Enter in the filled sign-in form of a browser that was never here, in a house of ${spaces} spaces with ${events.toLocaleString('en')} events; home is usable when the newest conversation stands there to be opened, the conversation when its newest ${shownTurns} turns and the field to write in do; phone: page thread ${phoneSlowerBy} times slower (the Worker's is not), 1.6 Mbit/s down, 0.75 up, 150 ms; bare is one file, as long as all that came until then, over the same line`,
  run: (repetitions) =>
    inFolder(async (folder) => {
      const [publicPort, port] = [await freePort(), await freePort()];
      const origin = `http://localhost:${publicPort}`;
      const server = await startOurs({ folder, port, origin });
      const gathered = new Gathered();
      try {
        const line = await openSlowLine(publicPort, port, fastLine);
        const token = server.ready.split('#')[1]?.trim() ?? '';
        const longHere = await manySpaces({ origin, token }, { spaces, events }).finally(() => line.close());
        for (let repetition = 0; repetition < repetitions; repetition++) {
          for (const setting of settings) await measure(gathered, setting, { publicPort, port, longHere });
        }
      } finally {
        await server.stop();
      }
      return settings.flatMap((setting) => figuresOf(gathered, setting));
    }),
};

interface House {
  readonly publicPort: number;
  readonly port: number;
  readonly longHere: LongHere;
}

async function measure(gathered: Gathered, setting: Setting, house: House): Promise<void> {
  const { publicPort, port, longHere } = house;
  const line = await openSlowLine(publicPort, port, setting.line);
  const browser = await chromium.launch(chromiumOptions());
  const came = { bytes: 0 };
  const note = (moment: (typeof moments)[number], ms: number): void => {
    came.bytes += line.takeTransfers().reduce((sum, { bytes }) => sum + bytes, 0);
    gathered.add(`ours ${setting.name} ${moment}`, ms);
    gathered.add(`bytes ${setting.name} ${moment}`, came.bytes);
  };
  try {
    // The worker brings the whole house in beside what is waited for.
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await page.goto(`http://localhost:${publicPort}/sign-in`);
    await page.locator('[name="username"]').fill(longHere.signIn.signinName);
    await page.locator('[name="passphrase"]').fill(longHere.signIn.passphrase);
    await page.waitForLoadState('networkidle');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: setting.slowerBy });
    line.takeTransfers();
    const began = performance.now();
    await page.locator('[name="passphrase"]').press('Enter');
    const newest = page.locator(`a[href$="/spaces/${longHere.newest}"]`).first();
    await newest.waitFor({ timeout: patienceMs });
    note('home usable', performance.now() - began);
    await newest.click();
    await untilUsable(page);
    note('newest conversation usable', performance.now() - began);
  } finally {
    await browser.close();
    line.close();
  }
  for (const moment of moments) {
    const length = gathered.of(`bytes ${setting.name} ${moment}`).at(-1) ?? 0;
    gathered.add(`bare ${setting.name} ${moment}`, await oneFile(setting, length));
  }
}

async function untilUsable(page: Page): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('article').length >= wanted &&
      document.querySelector('textarea:not([disabled])') !== null,
    shownTurns,
    { timeout: patienceMs },
  );
}

/** Milliseconds for so many bytes over the same line, in one answer. */
async function oneFile({ line: quality }: Setting, length: number): Promise<number> {
  const [publicPort, port] = [await freePort(), await freePort()];
  const server = createServer((_request, answer) => answer.end(Buffer.alloc(length)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const line = await openSlowLine(publicPort, port, quality);
  try {
    const began = performance.now();
    await (await fetch(`http://127.0.0.1:${publicPort}/`)).arrayBuffer();
    return performance.now() - began;
  } finally {
    line.close();
    server.closeAllConnections();
    server.close();
  }
}

function figuresOf(gathered: Gathered, { name }: Setting): readonly Figure[] {
  return moments.flatMap((moment): readonly Figure[] => [
    {
      name: `first sign-in, ${moment}, ${name}`,
      unit: 'ms',
      ours: gathered.of(`ours ${name} ${moment}`),
      bare: gathered.of(`bare ${name} ${moment}`),
    },
    {
      name: `first sign-in, came until ${moment}, ${name}`,
      unit: 'KB',
      ours: gathered.of(`bytes ${name} ${moment}`).map((bytes) => bytes / 1000),
      bare: [],
    },
  ]);
}
