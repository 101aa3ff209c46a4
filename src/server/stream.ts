import type { IncomingMessage, ServerResponse } from 'node:http';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { second, toMinutes } from '#kernel/time.ts';
import { sessionCookie } from '#protocol/api.ts';
import { refusalStatus, type RefusalCode } from '#protocol/refusal.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Context } from '#server/context.ts';
import { addressOf } from './http/address.ts';
import { tokenIn } from './http/cookies.ts';
import { answerHeaders } from './http/headers.ts';
import { toText } from './log/announce.ts';
import type { Session } from './people/sessions.ts';

/** Event streams, written straight to the socket: most of them are idle most of the time, and each costs little. */
export interface Streams {
  open(request: IncomingMessage, response: ServerResponse): void;
  /** Ends them all; their devices come back when there is a server again. */
  close(): void;
}

interface Stream {
  readonly session: Session;
  readonly response: ServerResponse;
  end(): void;
}

/** Whoever is this far behind is cut off, and fetches what it lacks by the page when it comes back. */
const behindMost = 1024 * 1024;
const commentEvery = 25 * second;
const streamsOfOneMost = 20;

type Needed = Pick<Context, 'store' | 'bus' | 'sessions' | 'guard' | 'clock' | 'logger' | 'config'>;

export function createStreams(context: Needed): Streams {
  const { store, bus, sessions, guard, clock, logger, config } = context;
  const streams = new Set<Stream>();
  const countByPerson = new Map<PersonId, number>();
  // One timer for all of them.
  const comments = setInterval(commentAll, commentEvery);
  comments.unref();

  return {
    open(request, response) {
      begin(request, response).catch((error: unknown) => {
        logger.trouble('stream', error);
        response.destroy();
      });
    },
    close() {
      clearInterval(comments);
      for (const stream of streams) stream.end();
    },
  };

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const beganAt = performance.now();
    const token = tokenIn(request.headers.cookie, sessionCookie);
    const isInTime = guard.mayAskFrom(addressOf(request, config.trustedProxy));
    const session = token === null || !isInTime ? null : await sessions.of(token);
    const why = whyNot(request, { isInTime, session });
    const ms = performance.now() - beganAt;
    logger.request({ method: 'GET', door: 'stream', status: why === null ? 200 : refusalStatus[why], ms });
    if (why !== null || session === null) return refuseStream(response, why ?? 'signed-out');
    await tell(session, response);
  }

  function whyNot(
    { method }: IncomingMessage,
    { isInTime, session }: { readonly isInTime: boolean; readonly session: Session | null },
  ): RefusalCode | null {
    if (method !== 'GET') return 'not-found';
    if (!isInTime) return 'too-many';
    if (session === null) return 'signed-out';
    return (countByPerson.get(idFromBytes(session.person)) ?? 0) < streamsOfOneMost ? null : 'too-many';
  }

  async function tell(session: Session, response: ServerResponse): Promise<void> {
    const person: PersonId = idFromBytes(session.person);
    // What happens while the heads are being read waits behind them: nothing falls in between.
    let waiting: string[] | null = [];
    const stopHearing = bus.hear(person, (event, text) => {
      const line = `event: ${event}\ndata: ${text}\n\n`;
      if (waiting === null) write(stream, line);
      else waiting.push(line);
    });
    const stopWatching = sessions.onEnd(session, () => stream.end());
    const stream: Stream = { session, response, end: () => response.end(() => response.destroy()) };
    streams.add(stream);
    countByPerson.set(person, (countByPerson.get(person) ?? 0) + 1);
    response.on('close', () => {
      stopHearing();
      stopWatching();
      streams.delete(stream);
      const left = (countByPerson.get(person) ?? 1) - 1;
      if (left === 0) countByPerson.delete(person);
      else countByPerson.set(person, left);
    });

    response.writeHead(200, {
      ...answerHeaders,
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
    });
    const heads = await store.read.headsOf(session.person);
    await bus.follow(person, heads);
    write(stream, `event: heads\ndata: ${toText({ heads })}\n\n`);
    for (const line of waiting) write(stream, line);
    waiting = null;
  }

  function write({ response }: Stream, line: string): void {
    if (response.writableEnded || response.destroyed) return;
    response.write(line);
    if (response.writableLength > behindMost) response.destroy();
  }

  function commentAll(): void {
    const now = toMinutes(clock());
    for (const stream of streams) {
      if (stream.session.until <= now) stream.end();
      else write(stream, ':\n\n');
    }
  }
}

function refuseStream(response: ServerResponse, code: RefusalCode): void {
  response.writeHead(refusalStatus[code], { ...answerHeaders, 'content-type': 'application/cbor' });
  response.end(toCbor({ code }));
}
