import { parseArgs } from 'node:util';
import { readStory } from '#tests/simulator/kept.ts';
import { play } from '#tests/simulator/play.ts';
import { keepAndExplain, simulate, theBase } from '#tests/simulator/simulate.ts';
import { storyFrom } from '#tests/simulator/story.ts';

// npm run simulate -- --seed 12               tells one story, with everything that happens in it
// npm run simulate -- --story <file>          the same for a story that was kept
// npm run simulate -- --from 1 --count 500    many, until one goes wrong; that one is shrunk and kept

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    story: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
  },
});

if (values.seed !== undefined) await tell(storyFrom(Number(values.seed)));
else if (values.story !== undefined) await tell(readStory(values.story));
else await many(Number(values.from), Number(values.count));

async function tell(story: Parameters<typeof play>[1]): Promise<void> {
  const { faults, trace } = await play(await theBase(story.house), story);
  const { seed, house = 'pair', weather, nodes = 1, steps } = story;
  say(`Seed ${seed}, house ${house}, weather ${weather}, servers ${nodes}, steps ${steps.length}.`);
  for (const line of trace) say(`  ${line}`);
  end(faults.length === 0, faults.length === 0 ? 'All is well.' : faults.join('\n'));
}

async function many(from: number, count: number): Promise<void> {
  const { ran, wrong } = await simulate({ from, count, budgetMs: Infinity });
  if (wrong !== null) say(await keepAndExplain(wrong));
  end(wrong === null, `${ran} stories were told, from seed ${from}.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Devices leave connections and timers behind that would keep this process. */
function end(isWell: boolean, line: string): never {
  say(line);
  process.exit(isWell ? 0 : 1);
}
