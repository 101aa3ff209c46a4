import { describe, expect, test } from 'vitest';
import { minute } from '#kernel/time.ts';
import { keptStories } from '#tests/simulator/kept.ts';
import { play } from '#tests/simulator/play.ts';
import { keepAndExplain, simulate, theBase } from '#tests/simulator/simulate.ts';
import { storyFrom } from '#tests/simulator/story.ts';

const isFull = process.env['BOTHWAYS_FULL'] === '1';
/** How many stories, from which seed, and for how many minutes at most: large numbers are told in portions. */
const count = numberIn('BOTHWAYS_SIMULATIONS', isFull ? 100_000 : 200);
const from = numberIn('BOTHWAYS_SIMULATE_FROM', 1);
const budgetMs = numberIn('BOTHWAYS_SIMULATE_MINUTES', isFull ? 20 : 5) * minute;

function numberIn(name: string, otherwise: number): number {
  const value = process.env[name];
  return value === undefined ? otherwise : Number(value);
}

describe('stories that once went wrong', () => {
  test.for(keptStories())('$name stays mended', async ({ story }) => {
    expect((await play(await theBase(story.house), story)).faults).toEqual([]);
  });
});

test('the same seed tells the same story', async () => {
  for (const seed of [3, 5, 12]) {
    const base = await theBase(storyFrom(seed).house);
    const first = await play(base, storyFrom(seed));
    expect((await play(base, storyFrom(seed))).trace).toEqual(first.trace);
  }
});

test(
  'whatever the network and the machines do, nothing is lost, doubled, or read by others, and all agree',
  { timeout: budgetMs + 10 * minute },
  async () => {
    const { ran, wrong } = await simulate({ from, count, budgetMs });
    process.stdout.write(`Simulated: ${ran} of ${count} stories, from seed ${from}.\n`);
    if (wrong !== null) expect.fail(await keepAndExplain(wrong));
    expect(ran).toBeGreaterThan(0);
  },
);
