import { openConnection } from './connection.ts';
import { cpuOf, type Stage, type Writer } from './stage.ts';
import { openStreams } from './streams.ts';

export interface Flooded {
  readonly messages: number;
  readonly seconds: number;
  readonly serverCpuSeconds: number;
}

/**
 * Every writer sends its messages from place `from` up to, and without, `to`, the next as soon as the one before is
 * answered, while the streams of all are open.
 */
export async function flood(stage: Stage, from = 0, to = Infinity): Promise<Flooded> {
  const streams = await openStreams(stage.writers);
  const connections = await Promise.all(stage.writers.map(({ port }) => openConnection(port)));
  const cpuBefore = cpuOf(stage);
  const began = performance.now();
  const counts = await Promise.all(
    stage.writers.map((writer, index) => sendAll(writer, connections[index]!, from, to)),
  );
  const seconds = (performance.now() - began) / 1000;
  const serverCpuSeconds = cpuOf(stage) - cpuBefore;
  connections.forEach((connection) => connection.close());
  streams.close();
  return { messages: counts.reduce((sum, count) => sum + count, 0), seconds, serverCpuSeconds };
}

async function sendAll(
  writer: Writer,
  connection: { send: (request: Uint8Array) => Promise<void> },
  from: number,
  to: number,
): Promise<number> {
  const messages = writer.messages.slice(from, to);
  for (const { request } of messages) await connection.send(request);
  return messages.length;
}
