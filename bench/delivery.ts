import { setTimeout as after } from 'node:timers/promises';
import { Gathered, type Benchmark } from './benchmark.ts';
import { openConnection } from './connection.ts';
import { percentile } from './numbers.ts';
import { writerCount, type Stage } from './stage.ts';
import { eventReader, openStreams } from './streams.ts';
import { figuresOf, withEach } from './subjects.ts';

const perSecond = 200;
const runSeconds = Number(process.env['BENCH_DELIVERY_SECONDS'] ?? 10);
const perWriter = Math.ceil((perSecond * runSeconds) / writerCount);

/** How soon the other reads it: from the moment of sending to the moment the message is on the other's stream. */
export const delivery: Benchmark = {
  name: 'delivery',
  about: `${perSecond} messages a second by 50 writers in pairs for ${runSeconds} s, from POST to the other's stream`,
  async run(repetitions) {
    const gathered = new Gathered();
    await withEach(repetitions, perWriter, async ({ subject, stage }) => {
      const delays = await deliver(stage);
      gathered.add(`${subject} delivery, half`, percentile(delays, 0.5));
      gathered.add(`${subject} delivery, 99 of 100`, percentile(delays, 0.99));
    });
    return [
      ...figuresOf(gathered, 'delivery, half', 'ms'),
      ...figuresOf(gathered, 'delivery, 99 of 100', 'ms', 'at most 1.5 of bare'),
    ];
  },
};

/** The delay of every message, in ms. */
async function deliver(stage: Stage): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const delays: number[] = [];
  const authorOf = new Map(
    stage.writers.flatMap((writer, index) => writer.messages.map(({ id }) => [id, index] as const)),
  );
  const readers = stage.writers.map((_, listener) =>
    eventReader((_event, data) => {
      const arrivedAt = performance.now();
      const id = stage.messageOf(data);
      const sent = id === null ? undefined : sentAt.get(id);
      if (id === null || sent === undefined || authorOf.get(id) === listener) return;
      delays.push(arrivedAt - sent);
    }),
  );
  const streams = await openStreams(stage.writers, (listener, text) => readers[listener]?.(text));
  const connections = await Promise.all(stage.writers.map(({ port }) => openConnection(port)));
  const sending: Promise<void>[] = [];
  const began = performance.now();
  for (let turn = 0; turn < perWriter * writerCount; turn++) {
    // By the clock and not by the answer: a server that falls behind is asked no less.
    const due = began + (turn * 1000) / perSecond;
    if (due > performance.now()) await after(due - performance.now());
    const { id, request } = stage.writers[turn % writerCount]!.messages[Math.floor(turn / writerCount)]!;
    sentAt.set(id, performance.now());
    sending.push(connections[turn % writerCount]!.send(request));
  }
  await Promise.all(sending);
  await everythingArrived(delays, sending.length);
  connections.forEach((connection) => connection.close());
  streams.close();
  return delays;
}

/** @throws Error where messages stay out: a figure of those that came would be too kind. */
async function everythingArrived(delays: readonly number[], expected: number): Promise<void> {
  const patience = performance.now() + 5000;
  while (delays.length < expected) {
    if (performance.now() > patience) throw new Error(`${expected - delays.length} messages never arrived`);
    await after(20);
  }
}
