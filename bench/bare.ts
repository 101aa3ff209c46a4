import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { startChild, type Child } from './child.ts';
import { httpPost, messageBytes, writerCount, type Message, type Stage, type Subject } from './stage.ts';

const idBytes = 16;

/** The bare reference with `perWriter` messages in the hands of each writer. */
export function bareSubject(folder: string, perWriter: number): Subject {
  return { name: 'bare', start: () => startBare(folder, perWriter) };
}

async function startBare(folder: string, perWriter: number): Promise<Stage> {
  const child = await startBareServer(folder);
  const port = Number(child.ready.split(' ')[1]);
  const writers = Array.from({ length: writerCount }, (_, index) => {
    const space = `space-${index >> 1}`;
    return {
      stream: { path: `/stream/${space}`, headers: {} },
      messages: Array.from({ length: perWriter }, () => message(space, port)),
    };
  });
  return { child, port, writers, messageOf, folder };
}

export function startBareServer(folder: string): Promise<Child> {
  return startChild([path.join(import.meta.dirname, 'bare-server.ts'), folder], isReady);
}

function message(space: string, port: number): Message {
  const body = randomBytes(messageBytes);
  const headers = { 'content-type': 'application/octet-stream' };
  return { id: idOf(body), request: httpPost(`/log/${space}`, port, headers, body) };
}

function idOf(body: Buffer): string {
  return body.subarray(0, idBytes).toString('base64url');
}

function messageOf(streamData: string): string {
  return idOf(Buffer.from(streamData, 'base64url'));
}

function isReady(line: string): boolean {
  return line.startsWith('ready ');
}
