import { buildBase, type Base } from '#tests/simulator/base.ts';
import { withCircle } from '#tests/simulator/circle-base.ts';
import { keepStory } from '#tests/simulator/kept.ts';
import { play } from '#tests/simulator/play.ts';
import { shrink } from '#tests/simulator/shrink.ts';
import { storyFrom, type House, type Story } from '#tests/simulator/story.ts';

export interface Simulation {
  /** The first seed. */
  readonly from: number;
  readonly count: number;
  /** Begins no more stories after this many milliseconds. */
  readonly budgetMs: number;
}

export interface Simulated {
  readonly ran: number;
  /** The first story that went wrong, and what was wrong. */
  readonly wrong: { readonly story: Story; readonly faults: readonly string[] } | null;
}

const built = new Map<House, Promise<Base>>();

/** One base of each house for everything that runs in this process. */
export function theBase(house: House = 'pair'): Promise<Base> {
  const base = built.get(house) ?? (house === 'pair' ? buildBase() : theBase().then(withCircle));
  built.set(house, base);
  return base;
}

/** Tells one story after another until one goes wrong. */
export async function simulate({ from, count, budgetMs }: Simulation): Promise<Simulated> {
  await theBase();
  const beganAt = performance.now();
  for (let ran = 0; ran < count; ran++) {
    if (performance.now() - beganAt > budgetMs) return { ran, wrong: null };
    const story = storyFrom(from + ran);
    const { faults } = await play(await theBase(story.house), story);
    if (faults.length > 0) return { ran: ran + 1, wrong: { story, faults } };
  }
  return { ran: count, wrong: null };
}

/** Makes a story that went wrong as short as it can be, keeps it, and says how to tell it again. */
export async function keepAndExplain({ story, faults }: NonNullable<Simulated['wrong']>): Promise<string> {
  const base = await theBase(story.house);
  const found = faults[0] ?? '';
  const sort = sortOf(found);
  const shortest = await shrink(story, async (candidate) => {
    const outcome = await play(base, candidate);
    return outcome.faults.some((fault) => sortOf(fault) === sort);
  });
  const name = keepStory({ ...shortest, found: sort });
  return [
    `The story of seed ${story.seed} went wrong:`,
    ...faults.map((fault) => `  ${fault}`),
    `Tell it again, with everything that happened: npm run simulate -- --seed ${story.seed}`,
    `Its shortest form (${shortest.steps.length} of ${story.steps.length} steps) is kept as ${name}:`,
    `  npm run simulate -- --story tests/simulator/seeds/${name}`,
  ].join('\n');
}

/** A fault without what is another in every story: ids, words and numbers. */
function sortOf(fault: string): string {
  return (fault.split('\n')[0] ?? '').replaceAll(/^[\w-]{43}: /g, '').replaceAll(/[\w-]{43}|\d+/g, '…');
}
