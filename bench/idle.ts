import { setTimeout as after } from 'node:timers/promises';
import { Gathered, type Benchmark } from './benchmark.ts';
import { residentKb } from './child.ts';
import { writerCount, type Stage } from './stage.ts';
import { openStreams } from './streams.ts';
import { figureOf, withEach } from './subjects.ts';

const streamCount = 1000;
const settleMs = 1500;

/** What it costs that somebody is merely here. */
export const idle: Benchmark = {
  name: 'idle',
  about: `resident memory before and after ${streamCount} event streams are opened and nothing is said`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, 1, async ({ name, stage }) => {
      await warm(stage);
      const before = residentKb(stage.child.pid);
      const streams = await openStreams(stage.port, listeners(stage, streamCount));
      await after(settleMs);
      gathered.add(`${name} idle stream`, (residentKb(stage.child.pid) - before) / streamCount);
      streams.close();
    });
    return [figureOf(gathered, 'idle stream', 'KB')];
  },
};

/** One round first, so that code compiled and buffers set up once are not counted as a stream's own. */
async function warm(stage: Stage): Promise<void> {
  const streams = await openStreams(stage.port, stage.writers);
  streams.close();
  await after(settleMs);
}

function listeners(stage: Stage, count: number) {
  return Array.from({ length: count }, (_, index) => stage.writers[index % writerCount]!);
}
