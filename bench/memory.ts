import { setTimeout as after } from 'node:timers/promises';
import { Gathered, type Benchmark } from './benchmark.ts';
import { residentKb } from './child.ts';
import { flood } from './flood.ts';
import { figureOf, withEach } from './subjects.ts';

const floods = 3;
const perWriterAndFlood = 60;
const settleMs = 1500;

/** Whether anything is left behind in memory when a busy hour is over. */
export const memory: Benchmark = {
  name: 'memory',
  about: `${floods} floods of ${perWriterAndFlood * 50} messages; the first warms up, growth is from after the first to after the last`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, floods * perWriterAndFlood, async ({ name, stage }) => {
      const after = await residentAfterEach(stage);
      gathered.add(`${name} memory after the first flood`, after[0]! / 1024);
      gathered.add(`${name} growth until after the third`, (after.at(-1)! - after[0]!) / 1024);
    });
    return [
      figureOf(gathered, 'memory after the first flood', 'MB'),
      figureOf(gathered, 'growth until after the third', 'MB', 'none'),
    ];
  },
};

async function residentAfterEach(stage: Parameters<typeof flood>[0]): Promise<number[]> {
  const resident: number[] = [];
  for (let turn = 0; turn < floods; turn++) {
    await flood(stage, turn * perWriterAndFlood, (turn + 1) * perWriterAndFlood);
    await after(settleMs);
    resident.push(residentKb(stage.child.pid));
  }
  return resident;
}
