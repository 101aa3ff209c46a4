import type { HttpBindings } from '@hono/node-server';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request, as it lies on the wire. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What the server does with an answer, as it does it. */
export interface Hears {
  begins(status: number, headers: Headers): void;
  portion(text: string): void;
  ends(body: Uint8Array | null): void;
}

type Fields = Readonly<Record<string, string | number | readonly string[]>>;

/** Both ends of a connection that runs through memory, as `node:http` would hand them to the server. */
export function connect(asked: Asked, hears: Hears): HttpBindings & { hangUp(): void } {
  const response = createResponse(hears);
  // Of what `node:http` knows these have exactly what the doors and the stream ask for.
  const incoming = createRequest(asked) as unknown as IncomingMessage;
  const outgoing = response as unknown as ServerResponse;
  return { incoming: incoming as HttpBindings['incoming'], outgoing, hangUp: () => response.destroy() };
}

function createRequest({ method, path, headers, body }: Asked) {
  const request = Object.assign(new EventEmitter(), {
    method,
    url: path,
    headers: { ...headers, ...(body !== null && { 'content-length': String(body.length) }) },
    socket: { remoteAddress: '127.0.0.1' },
  });
  // What was sent lies ready; it is handed over once somebody listens for its end.
  request.on('newListener', (event) => {
    if (event !== 'end') return;
    queueMicrotask(() => {
      if (body !== null) request.emit('data', Buffer.from(body));
      request.emit('end');
    });
  });
  return request;
}

function createResponse(hears: Hears) {
  const emitter = new EventEmitter();
  const response = {
    writableEnded: false,
    destroyed: false,
    writableLength: 0,
    on: (event: string, run: () => void) => emitter.on(event, run),
    writeHead(status: number, fields: Fields) {
      hears.begins(status, toHeaders(fields));
      return response;
    },
    write(text: string) {
      if (!response.writableEnded && !response.destroyed) hears.portion(text);
      return true;
    },
    end(last?: Uint8Array | (() => void)) {
      if (response.writableEnded || response.destroyed) return;
      response.writableEnded = true;
      hears.ends(last instanceof Uint8Array ? last : null);
      if (typeof last === 'function') last();
    },
    destroy() {
      if (response.destroyed) return;
      response.destroyed = true;
      if (!response.writableEnded) hears.ends(null);
      emitter.emit('close');
    },
  };
  return response;
}

function toHeaders(fields: Fields): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) headers.append(name, String(one));
  }
  return headers;
}
