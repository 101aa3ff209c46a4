import { Gathered, type Benchmark } from './benchmark.ts';
import { flood } from './flood.ts';
import { stopAll } from './stage.ts';
import { figuresOf, withEach } from './subjects.ts';

const perWriter = Number(process.env['BENCH_PER_WRITER'] ?? 200);

/** How fast words are safe: 50 people in pairs, all writing at once, each message on disk before it is answered. */
export const append: Benchmark = {
  name: 'append',
  about: `50 writers in pairs, 300-byte messages, all durable, ${perWriter} each, flat out, streams of all open; a database's own CPU is not in it`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, perWriter, async ({ subject, stage }) => {
      const before = await stage.stored();
      const { messages, seconds, serverCpuSeconds } = await flood(stage);
      // Stopped first, so that what waits in the write-ahead log has its lasting place.
      await stopAll(stage.servers);
      gathered.add(`${subject} durable messages`, messages / seconds);
      gathered.add(`${subject} server CPU for 10,000 messages`, (serverCpuSeconds / messages) * 10_000);
      gathered.add(`${subject} stored per message`, ((await stage.stored()) - before) / messages);
    });
    return [
      ...figuresOf(gathered, 'durable messages', 'per second', 'at least 0.5 of bare'),
      ...figuresOf(gathered, 'server CPU for 10,000 messages', 's', 'at most 2'),
      ...figuresOf(gathered, 'stored per message', 'bytes', 'at most 1,200'),
    ];
  },
};
