import type { Fetch } from '#device/transport.ts';
import { utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { doors } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import type { MachineRoom } from '#tests/simulator/machine-room.ts';
import type { Asked } from '#tests/simulator/wire.ts';

/** What is between devices and server. Everything that crosses it lies still until somebody says what becomes of it. */
export interface Network {
  /** A device asks. */
  ask(from: string, ...request: Parameters<Fetch>): Promise<Response>;
  /** Everything that is on its way, in the order in which it was sent. */
  flights(): readonly Flight[];
  carry(flight: Flight, fate: Fate): void;
  /** No line for this device: whatever it asks fails, and what is on its way to it is lost. */
  cut(from: string): void;
  mend(from: string): void;
  mendAll(): void;
  /** Every connection of this device, or of everybody, is torn. */
  tear(from?: string): void;
  /** A server died: what it was working on will not be answered. What it had answered may still arrive. */
  serverDied(room: MachineRoom): void;
  /** Something that one server tells another. */
  signal(signal: Omit<SignalFlight, 'kind'>): void;
  /** What the server has said that it put into a log. */
  readonly acknowledged: readonly Acknowledged[];
}

export interface Acknowledged {
  readonly space: string;
  readonly seq: number;
  readonly hash: Bytes;
}

export type Fate = 'arrives' | 'is lost' | 'fails' | 'comes twice';

export type Flight = ExchangeFlight | SignalFlight;

interface ExchangeFlight {
  readonly kind: 'request' | 'answer' | 'opening' | 'portion' | 'end';
  /** What comes on one line keeps its order, more or less. */
  readonly line: Exchange;
  readonly text: string;
}

export interface SignalFlight {
  readonly kind: 'signal';
  readonly line: object;
  readonly name: string;
  arrives(): void;
  /** The line itself broke, with all that was on it. */
  fails(): void;
}

/** A request and all that comes of it. */
interface Exchange {
  readonly from: string;
  readonly asked: Asked;
  /** Who has taken it. */
  room: MachineRoom | null;
  status: number;
  headers: Headers;
  body: Uint8Array | null;
  stream: ReadableStreamDefaultController<Uint8Array> | null;
  hangUp: (() => void) | null;
  over: boolean;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: unknown) => void;
}

/** @param roomFor who takes a request of this device, as a proxy would choose */
export function createNetwork(roomFor: (from: string, asked: Asked) => MachineRoom): Network {
  const away = new Set<string>();
  const acknowledged: Acknowledged[] = [];
  const open = new Set<Exchange>();
  let flights: Flight[] = [];

  function send(kind: ExchangeFlight['kind'], line: Exchange, text = ''): void {
    flights.push({ kind, line, text });
  }

  function fail(exchange: Exchange, why: unknown = new TypeError('the line broke')): void {
    open.delete(exchange);
    exchange.hangUp?.();
    if (exchange.over) return;
    exchange.over = true;
    exchange.reject(why);
    exchange.stream?.error(why);
    exchange.stream = null;
  }

  function reach(exchange: Exchange): void {
    const { asked } = exchange;
    const room = roomFor(exchange.from, asked);
    exchange.room = room;
    open.add(exchange);
    let isStream = false;
    exchange.hangUp = room.take(asked, {
      begins(status, headers) {
        Object.assign(exchange, { status, headers });
        isStream = headers.get('content-type') === 'text/event-stream';
        if (isStream) send('opening', exchange);
      },
      portion: (text) => send('portion', exchange, text),
      ends(body) {
        open.delete(exchange);
        exchange.body = body;
        if (!isStream) note(exchange);
        send(isStream ? 'end' : 'answer', exchange);
      },
    });
    if (exchange.hangUp === null) fail(exchange);
  }

  function note({ asked, status, body }: Exchange): void {
    const space = /^\/api\/spaces\/([^/]+)\/(log|commits|leave)$/.exec(asked.path)?.[1];
    if (asked.method !== 'POST' || status !== 200 || space === undefined || body === null) return;
    const read = fromCbor(doors.append.answer, new Uint8Array(body));
    if (read.ok) acknowledged.push({ space, seq: read.value.seq, hash: read.value.hash });
  }

  function arrive({ kind, line: exchange, text }: ExchangeFlight): void {
    if (kind === 'request') return reach(exchange);
    if (exchange.over) return;
    const { status, headers, body } = exchange;
    switch (kind) {
      case 'answer':
        exchange.over = true;
        return exchange.resolve(
          new Response(body === null ? null : new Uint8Array(body), { status, headers }),
        );
      case 'opening': {
        const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
          exchange.stream = controller;
        };
        return exchange.resolve(new Response(new ReadableStream({ start }), { status, headers }));
      }
      case 'portion':
        return exchange.stream?.enqueue(utf8ToBytes(text));
      case 'end':
        exchange.over = true;
        return exchange.stream?.close();
    }
  }

  const network: Network = {
    acknowledged,
    ask(from, address, init) {
      const { signal } = init;
      if (away.has(from)) return Promise.reject(new TypeError('no line'));
      if (signal?.aborted === true) return Promise.reject(signal.reason);
      return new Promise((resolve, reject) => {
        const exchange = { ...newExchange, from, asked: askedIn(address, init), resolve, reject };
        signal?.addEventListener('abort', () => fail(exchange, signal.reason));
        send('request', exchange);
      });
    },
    flights: () => flights,
    carry(flight, fate) {
      const at = flights.indexOf(flight);
      if (at < 0) return;
      flights = flights.toSpliced(at, 1);
      if (fate === 'is lost') return;
      if (flight.kind === 'signal') return carrySignal(flight, fate);
      if (fate === 'fails') return fail(flight.line);
      arrive(flight);
      if (fate === 'arrives') return;
      // A request that comes a second time is answered to nobody.
      const second = flight.kind === 'request' ? { ...flight.line, ...toNobody } : flight.line;
      flights.push({ ...flight, line: second });
    },
    cut(from) {
      away.add(from);
      network.tear(from);
    },
    mend: (from) => void away.delete(from),
    mendAll: () => away.clear(),
    tear(from) {
      const isTorn = (exchange: Exchange) => from === undefined || exchange.from === from;
      const torn = [...open].filter(isTorn);
      const [answers, asking]: [Exchange[], Exchange[]] = [[], []];
      flights = flights.filter((flight) => {
        if (flight.kind === 'signal' || !isTorn(flight.line)) return true;
        // What has left the device may still reach the server.
        const isOnItsWay = flight.kind === 'request';
        (isOnItsWay ? asking : answers).push(flight.line);
        return isOnItsWay;
      });
      for (const exchange of [...answers, ...asking, ...torn]) fail(exchange);
    },
    serverDied(room) {
      for (const exchange of open) if (exchange.room === room) fail(exchange);
    },
    signal: (signal) => void flights.push({ kind: 'signal', ...signal }),
  };
  return network;

  function carrySignal(signal: SignalFlight, fate: Exclude<Fate, 'is lost'>): void {
    if (fate === 'comes twice') flights.push(signal);
    if (fate !== 'fails') return signal.arrives();
    flights = flights.filter(({ line }) => line !== signal.line);
    signal.fails();
  }
}

const newExchange = {
  room: null,
  status: 0,
  headers: new Headers(),
  body: null,
  stream: null,
  hangUp: null,
  over: false,
};

const toNobody = { ...newExchange, over: true, resolve: () => {}, reject: () => {} };

function askedIn(address: string, init: RequestInit): Asked {
  const url = new URL(address);
  return {
    method: init.method ?? 'GET',
    path: url.pathname + url.search,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: init.body instanceof Uint8Array ? init.body : null,
  };
}

/** What a flight is, for people who read along. */
export function nameOf(flight: Flight): string {
  if (flight.kind === 'signal') return flight.name;
  const { kind, line, text } = flight;
  const { method, path } = line.asked;
  const door = path.replaceAll(/[\w-]{43}/g, '…');
  const event = kind === 'portion' ? ` ${/^event: (\w+)/.exec(text)?.[1]}` : '';
  return `${line.from}: ${kind}${event} ${method} ${door}`;
}
