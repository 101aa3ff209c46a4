import { Gathered, type Benchmark } from './benchmark.ts';
import { flood } from './flood.ts';
import { bytesIn } from './folder.ts';
import { figureOf, withEach } from './subjects.ts';

const perWriter = 200;

/** How fast words are safe: 50 people in pairs, all writing at once, each message on disk before it is answered. */
export const append: Benchmark = {
  name: 'append',
  about: `50 writers in pairs, 300-byte messages, all durable, ${perWriter} each, flat out, streams of all open`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, perWriter, async ({ name, stage }) => {
      const before = await bytesIn(stage.folder);
      const { messages, seconds, serverCpuSeconds } = await flood(stage);
      // Stopped first, so that what waits in the write-ahead log has its lasting place.
      await stage.child.stop();
      gathered.add(`${name} durable messages`, messages / seconds);
      gathered.add(`${name} server CPU for 10,000 messages`, (serverCpuSeconds / messages) * 10_000);
      gathered.add(`${name} stored per message`, ((await bytesIn(stage.folder)) - before) / messages);
    });
    return [
      figureOf(gathered, 'durable messages', 'per second', 'at least 0.5 of bare'),
      figureOf(gathered, 'server CPU for 10,000 messages', 's', 'at most 2'),
      figureOf(gathered, 'stored per message', 'bytes', 'at most 1,200'),
    ];
  },
};
