import { setTimeout as after } from 'node:timers/promises';
import { Gathered, type Benchmark } from './benchmark.ts';
import { flood } from './flood.ts';
import { memoryKbOf, writerCount, type Stage } from './stage.ts';
import { figuresOf, withEach } from './subjects.ts';

/** A runtime takes memory as it warms up, and gives little back: growth is looked for only after that. */
const warming = 3;
const floods = 6;
const perWriterAndFlood = 100;
const settleMs = 1000;

/** Whether anything is left behind in memory when a busy hour is over. */
export const memory: Benchmark = {
  name: 'memory',
  about: `${floods} floods of ${perWriterAndFlood * writerCount} messages, resident memory ${settleMs} ms after the third and after the last`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, floods * perWriterAndFlood, async ({ subject, stage }) => {
      const megabytes = await residentAfterEach(stage);
      gathered.add(`${subject} memory after three floods`, megabytes[warming - 1]!);
      gathered.add(`${subject} growth over three more`, megabytes[floods - 1]! - megabytes[warming - 1]!);
    });
    return [
      ...figuresOf(gathered, 'memory after three floods', 'MB'),
      ...figuresOf(gathered, 'growth over three more', 'MB', 'none'),
    ];
  },
};

async function residentAfterEach(stage: Stage): Promise<number[]> {
  const megabytes: number[] = [];
  for (let turn = 0; turn < floods; turn++) {
    await flood(stage, turn * perWriterAndFlood, (turn + 1) * perWriterAndFlood);
    await after(settleMs);
    megabytes.push(memoryKbOf(stage) / 1024);
  }
  return megabytes;
}
