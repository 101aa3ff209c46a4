import { setTimeout as after } from 'node:timers/promises';
import { Gathered, type Benchmark } from './benchmark.ts';
import { memoryKbOf, writerCount, type Stage } from './stage.ts';
import { openStreams } from './streams.ts';
import { figuresOf, withEach } from './subjects.ts';

const streamCount = 1000;
const settleMs = 1500;

/** What it costs that somebody is merely here. */
export const idle: Benchmark = {
  name: 'idle',
  about: `resident memory before and after ${streamCount} event streams are opened and nothing is said`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, 1, async ({ subject, stage }) => {
      await warm(stage);
      const before = memoryKbOf(stage);
      const streams = await openStreams(listeners(stage, streamCount));
      await after(settleMs);
      gathered.add(`${subject} idle stream`, (memoryKbOf(stage) - before) / streamCount);
      streams.close();
    });
    return figuresOf(gathered, 'idle stream', 'KB');
  },
};

/** One round first, so that code compiled and buffers set up once are not counted as a stream's own. */
async function warm(stage: Stage): Promise<void> {
  const streams = await openStreams(stage.writers);
  streams.close();
  await after(settleMs);
}

function listeners(stage: Stage, count: number) {
  return Array.from({ length: count }, (_, index) => stage.writers[index % writerCount]!);
}
