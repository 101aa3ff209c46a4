import { chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '#tests/browser.ts';
import { phoneSlowerBy } from '#tests/slow-line.ts';
import { Gathered, type Benchmark } from './benchmark.ts';
import { bundled } from './bundled.ts';
import type * as work from './search-work.ts';
import { figureOf } from './subjects.ts';

type Work = typeof work;

const messages = 50_000;

/** How long somebody with an old phone waits for what they look for. */
export const search: Benchmark = {
  name: 'search',
  about: `${messages} messages of one pair, nine in ten in Latin letters, the others in Arabic and Chinese; in a page ${phoneSlowerBy} times slower, since a Worker cannot be slowed down; the slowest of eleven questions, with the words around up to 31 finds`,
  async run(repetitions) {
    const code = await bundled('search-work.ts');
    const browser = await chromium.launch(chromiumOptions());
    try {
      const gathered = new Gathered();
      for (let repetition = 0; repetition < repetitions; repetition++) {
        await measure(gathered, await browser.newPage(), code);
      }
      return [
        figureOf(gathered, 'search, slowest question', 'ms', 'under 200'),
        figureOf(gathered, 'search, index built', 'ms'),
        figureOf(gathered, 'search, index taken over from rest', 'ms'),
      ];
    } finally {
      await browser.close();
    }
  },
};

async function measure(gathered: Gathered, page: Page, code: string): Promise<void> {
  await page.addScriptTag({ content: code });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: phoneSlowerBy });
  const took = await page.evaluate((wanted) => {
    // The script that was put into the page left it there.
    const { work } = globalThis as unknown as { work: Work };
    return { built: work.build(wanted), back: work.comeBack(), asked: work.ask() };
  }, messages);
  gathered.add('ours search, index built', took.built);
  gathered.add('ours search, index taken over from rest', took.back);
  gathered.add('ours search, slowest question', Math.max(...took.asked));
  await page.close();
}
