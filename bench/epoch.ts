import { chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '#tests/browser.ts';
import { phoneSlowerBy } from '#tests/slow-line.ts';
import { Gathered, type Benchmark, type Figure } from './benchmark.ts';
import { bundled } from './bundled.ts';
import { ready, type Size, type Took } from './epoch-work.ts';
import type * as work from './epoch-work.ts';

type Work = typeof work;

const sizes: readonly Size[] = [
  { kind: 'circle', members: 10 },
  { kind: 'circle', members: 50 },
  { kind: 'community', members: 1000 },
  { kind: 'community', members: 5000 },
];

/** What it costs the one device that begins a new epoch after somebody has left. */
export const epoch: Benchmark = {
  name: 'epoch',
  about: `from the moment that it is due to the request handed to the line: everybody's newest keys looked up on the disk, the secret sealed to each, the commit signed and written down; on a phone means in a page ${phoneSlowerBy} times slower, since a Worker cannot be slowed down; bare is as many HPKE seals, one after another; the longest wait is for how long a question of the page would not have been looked at`,
  async run(repetitions) {
    const code = await bundled('epoch-work.ts');
    const browser = await chromium.launch(chromiumOptions());
    const gathered = new Gathered();
    try {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        for (const size of sizes) {
          await measureHere(gathered, size);
          const context = await browser.newContext();
          await measureOnPhone(gathered, size, { page: await context.newPage(), code });
          await context.close();
        }
      }
    } finally {
      await browser.close();
    }
    return sizes.flatMap((size) => figuresFor(gathered, size));
  },
};

async function measureHere(gathered: Gathered, size: Size): Promise<void> {
  const readied = await ready(size);
  const bare = await readied.bare();
  note(gathered, size, { on: 'Node', bare, took: await readied.begin() });
}

async function measureOnPhone(
  gathered: Gathered,
  size: Size,
  { page, code }: { readonly page: Page; readonly code: string },
): Promise<void> {
  // Keys and disk are there only for pages that have an address.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Bench</p>' }));
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: code });
  await page.evaluate((wanted) => {
    // The script that was put into the page left it there.
    const { work } = globalThis as unknown as { work: Work };
    return work.readyHere(wanted);
  }, size);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: phoneSlowerBy });
  const measured = await page.evaluate(async () => {
    // As above.
    const { work } = globalThis as unknown as { work: Work };
    return { bare: await work.bareHere(), took: await work.beginHere() };
  });
  note(gathered, size, { on: 'phone', ...measured });
}

interface Measured {
  readonly on: 'Node' | 'phone';
  readonly bare: number;
  readonly took: Took;
}

function note(gathered: Gathered, size: Size, { on, bare, took }: Measured): void {
  const name = nameOf(size);
  gathered.add(`ours ${on} ${name}`, took.ms);
  gathered.add(`bare ${on} ${name}`, bare);
  gathered.add(`wait ${on} ${name}`, took.longestWaitMs);
  gathered.add(`request ${name}`, took.requestBytes / 1000);
}

function figuresFor(gathered: Gathered, size: Size): readonly Figure[] {
  const name = nameOf(size);
  const of = (what: string, unit: string, row: string): Figure => ({
    name: `new epoch, ${name}, ${row}`,
    unit,
    ours: gathered.of(`${what} ${name}`),
    bare: gathered.of(`${what.replace('ours', 'bare')} ${name}`),
  });
  const alone = (what: string, unit: string, row: string): Figure => ({ ...of(what, unit, row), bare: [] });
  return [
    of('ours Node', 'ms', 'on Node'),
    of('ours phone', 'ms', 'on a phone'),
    alone('wait phone', 'ms', 'longest wait meanwhile'),
    alone('request', 'KB', 'sent'),
  ];
}

function nameOf({ kind, members }: Size): string {
  return `${kind} of ${members.toLocaleString('en')}`;
}
