import { bareSubject } from './bare.ts';
import { Gathered, type Benchmark } from './benchmark.ts';
import { flood } from './flood.ts';
import { bytesIn, inFolder } from './folder.ts';
import { oursSubject } from './ours.ts';
import type { Subject } from './stage.ts';

const perWriter = 200;

/** How fast words are safe: 50 people in pairs, all writing at once, each message on disk before it is answered. */
export const append: Benchmark = {
  name: 'append',
  about: `50 writers in pairs, 300-byte messages, all durable, ${perWriter} each, flat out, streams of all open`,
  async run(repetitions) {
    const gathered = new Gathered();
    for (let repetition = 0; repetition < repetitions; repetition++) {
      await measure(gathered, (folder) => bareSubject(folder, perWriter));
      await measure(gathered, (folder) => oursSubject(folder, perWriter));
    }
    const figure = (name: string, unit: string, goal: string) => ({
      name,
      unit,
      goal,
      ours: gathered.of(`ours ${name}`),
      bare: gathered.of(`bare ${name}`),
    });
    return [
      figure('durable messages', 'per second', 'at least 0.5 of bare'),
      figure('server CPU for 10,000 messages', 's', 'at most 2'),
      figure('stored per message', 'bytes', 'at most 1,200'),
    ];
  },
};

function measure(gathered: Gathered, subjectIn: (folder: string) => Subject): Promise<void> {
  return inFolder(async (folder) => {
    const subject = subjectIn(folder);
    const stage = await subject.start();
    const before = await bytesIn(folder);
    const { messages, seconds, serverCpuSeconds } = await flood(stage);
    await stage.child.stop();
    gathered.add(`${subject.name} durable messages`, messages / seconds);
    gathered.add(`${subject.name} server CPU for 10,000 messages`, (serverCpuSeconds / messages) * 10_000);
    gathered.add(`${subject.name} stored per message`, ((await bytesIn(folder)) - before) / messages);
  });
}
