import type { Child } from './child.ts';

/** A server that is up, and people with everything they are going to send already in their hands. */
export interface Stage {
  readonly child: Child;
  readonly port: number;
  readonly writers: readonly Writer[];
  /** Which message an event of the stream brings, or null for any other event. */
  readonly messageOf: (streamData: string) => string | null;
  /** The folder in which the server keeps what it stores. */
  readonly folder: string;
}

/** Writers 0 and 1 share a space, 2 and 3 the next, and so on. */
export interface Writer {
  /** Path and headers of this person's event stream. */
  readonly stream: { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /** Whole HTTP requests, written before the clock starts. */
  readonly messages: readonly Message[];
}

export interface Message {
  readonly id: string;
  readonly request: Uint8Array;
}

/** Sets the stage anew for each repetition: the same people, the same messages, nothing stored yet. */
export interface Subject {
  readonly name: 'ours' | 'bare';
  readonly start: () => Promise<Stage>;
}

/** Length of a message before anything is done to it. */
export const messageBytes = 300;
export const writerCount = 50;

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
