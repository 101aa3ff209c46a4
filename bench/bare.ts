import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { startChild, type Child } from './child.ts';
import { newDatabase } from './database.ts';
import { bytesIn, newFolder } from './folder.ts';
import type { Setting } from './setting.ts';
import { httpPost, messageBytes, stopAll, writerCount, type Message, type Stage } from './stage.ts';

const idBytes = 16;

/** The bare reference with `perWriter` messages in the hands of each writer. */
export async function startBare({ store }: Setting, perWriter: number): Promise<Stage> {
  const folder = await newFolder();
  const database = store === 'PostgreSQL' ? await newDatabase() : null;
  const child = await startBareServer(folder.path, database?.url);
  const port = portOf(child);
  const writers = Array.from({ length: writerCount }, (_, index) => {
    const space = `space-${index >> 1}`;
    return {
      port,
      stream: { path: `/stream/${space}`, headers: {} },
      messages: Array.from({ length: perWriter }, () => message(space, port)),
    };
  });
  return {
    servers: [child],
    writers,
    messageOf,
    stored: () => database?.bytes() ?? bytesIn(folder.path),
    async strike() {
      await stopAll([child]);
      await database?.drop();
      await folder.remove();
    },
  };
}

export function startBareServer(folder: string, databaseUrl = ''): Promise<Child> {
  return startChild([path.join(import.meta.dirname, 'bare-server.ts'), folder], isReady, {
    BENCH_DATABASE_URL: databaseUrl,
  });
}

export function portOf({ ready }: Child): number {
  return Number(ready.split(' ')[1]);
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
