import { cpuSeconds, residentKb, type Child } from './child.ts';

/** A server that is up, and people with everything they are going to send already in their hands. */
export interface Stage {
  /** One, or several that share a store. */
  readonly servers: readonly Child[];
  readonly writers: readonly Writer[];
  /** Which message an event of the stream brings, or null for any other event. */
  readonly messageOf: (streamData: string) => string | null;
  /** Bytes of all that is kept. Asked when the servers have stopped, so that all of it has its lasting place. */
  readonly stored: () => Promise<number>;
  /** Ends everything and clears it away. */
  readonly strike: () => Promise<void>;
}

/** Writers 0 and 1 share a space, 2 and 3 the next, and so on. Where there are two servers they are at different ones. */
export interface Writer {
  readonly port: number;
  /** Path and headers of this person's event stream. */
  readonly stream: { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /** Whole HTTP requests, written before the clock starts. */
  readonly messages: readonly Message[];
}

export interface Message {
  readonly id: string;
  readonly request: Uint8Array;
}

/** Length of a message before anything is done to it. */
export const messageBytes = 300;
export const writerCount = 50;

/** CPU time that the servers have taken so far. A database beside them is not counted. */
export function cpuOf({ servers }: Stage): number {
  return servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
}

export function memoryKbOf({ servers }: Stage): number {
  return servers.reduce((sum, { pid }) => sum + residentKb(pid), 0);
}

export async function stopAll(servers: readonly Child[]): Promise<void> {
  await Promise.all(servers.map(({ stop }) => stop()));
}

/** One POST as it goes over the wire. */
export function httpPost(
  path: string,
  port: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Uint8Array {
  const lines = Object.entries({ ...headers, 'content-length': String(body.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
