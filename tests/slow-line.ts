import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/**
 * A poor line in front of a server, for everything a browser does, its workers too: what the browser's own emulation
 * slows down is only the page.
 */
export interface SlowLine {
  readonly port: number;
  /** Where it leads. */
  readonly toPort: number;
  /** What has gone down the line since the last call, as it was sent. */
  readonly takeTransfers: () => readonly Transfer[];
  readonly close: () => void;
}

export interface Transfer {
  readonly path: string;
  readonly contentType: string;
  readonly bytes: number;
}

export interface LineQuality {
  readonly downBitsPerSecond: number;
  readonly upBitsPerSecond: number;
  readonly roundTripMs: number;
}

/** 1.6 Mbit/s down, 0.75 up, 150 ms: the phone profile. */
export const phoneLine: LineQuality = {
  downBitsPerSecond: 1_600_000,
  upBitsPerSecond: 750_000,
  roundTripMs: 150,
};

/** How much slower than a desk the phone profile thinks. */
export const phoneSlowerBy = 4;

/** No line at all, for setting things up. */
export const fastLine: LineQuality = { downBitsPerSecond: 1e12, upBitsPerSecond: 1e12, roundTripMs: 0 };

/** Small enough that several answers at once share the line. */
const sliceBytes = 4096;

export async function openSlowLine(port: number, toPort: number, quality: LineQuality): Promise<SlowLine> {
  const down = new Pipe(quality.downBitsPerSecond);
  const up = new Pipe(quality.upBitsPerSecond);
  const oneWayMs = quality.roundTripMs / 2;
  let transfers: Transfer[] = [];
  const greeted = new WeakSet<Socket>();

  async function carry(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    // A new connection costs a round trip before its first request.
    if (!greeted.has(request.socket)) {
      greeted.add(request.socket);
      await after(quality.roundTripMs);
    }
    const body: Buffer[] = [];
    for await (const part of request) body.push(part as Buffer);
    await up.take(Buffer.concat(body).length + headBytes(request));
    await after(oneWayMs);
    const { method, headers, url: path = '/' } = request;
    const onward = ask({ host: '127.0.0.1', port: toPort, method, path, headers }, (from) => {
      void pass(from, answer, path);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    onward.end(Buffer.concat(body));
  }

  async function pass(from: IncomingMessage, answer: ServerResponse, path: string): Promise<void> {
    await down.take(headBytes(from));
    // What has left waits for its own way only, not for what left after it; each comes in its turn.
    let arrival = after(oneWayMs).then(() => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      answer.flushHeaders();
    });
    let bytes = 0;
    try {
      for await (const part of from) {
        for (const slice of slices(part as Buffer)) {
          await down.take(slice.length);
          bytes += slice.length;
          const before = arrival;
          const way = after(oneWayMs);
          arrival = before.then(() => way).then(() => void answer.write(slice));
        }
      }
      await arrival;
      answer.end();
    } catch {
      answer.destroy();
    }
    transfers.push({ path, contentType: String(from.headers['content-type'] ?? ''), bytes });
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, answer) => {
    // Whoever asked has gone before all of the question was here.
    carry(request, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    toPort,
    takeTransfers() {
      const taken = transfers;
      transfers = [];
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One direction of the line, shared by all that goes over it at the same time. */
class Pipe {
  #freeAt = 0;
  readonly #bitsPerMs: number;

  constructor(bitsPerSecond: number) {
    this.#bitsPerMs = bitsPerSecond / 1000;
  }

  /** Waits until this many bytes are on their way, behind those of others who came first. */
  async take(bytes: number): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes * 8) / this.#bitsPerMs;
    await after(this.#freeAt - now);
  }
}

function* slices(part: Buffer): Generator<Buffer> {
  for (let from = 0; from < part.length; from += sliceBytes) yield part.subarray(from, from + sliceBytes);
}

function headBytes({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, field) => sum + field.length + 2, 20);
}
