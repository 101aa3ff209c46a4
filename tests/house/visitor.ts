import type { Bytes } from '#kernel/bytes.ts';
import { bytesToText } from '#kernel/bytes.ts';
import {
  doors,
  streamEvents,
  streamPath,
  type AnswerOf,
  type DoorName,
  type RequestOf,
} from '#protocol/api.ts';
import { refusalSchema } from '#protocol/refusal.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import type * as v from 'valibot';
import { wanted, type Peer } from './peer.ts';

export interface Told<Name extends DoorName> {
  readonly status: number;
  /** Where it was a yes. */
  readonly value: AnswerOf<Name> | null;
  /** Where it was a no. */
  readonly code: string | null;
  readonly notInLog: boolean;
  readonly setCookies: readonly string[];
}

export interface Asking {
  readonly place?: Bytes | undefined;
  readonly query?: string;
  /** Null: the request does not say where it comes from. */
  readonly origin?: string | null;
}

/** One browser: it knocks at doors over the wire and keeps the cookies it is given. */
export class Visitor {
  readonly peer: Peer;
  readonly house: { readonly origin: string };
  readonly cookies = new Map<string, string>();

  constructor(house: { readonly origin: string }, peer: Peer) {
    this.house = house;
    this.peer = peer;
  }

  async ask<Name extends DoorName>(
    name: Name,
    request: RequestOf<Name>,
    asking: Asking = {},
  ): Promise<Told<Name>> {
    // A request is what its door's schema gives, and those are all encodable; the union over all doors hides it.
    const body = doors[name].method === 'GET' ? null : toCbor(request as Encodable);
    const answer = await this.send(name, body, asking);
    const bytes: Bytes = new Uint8Array(await answer.arrayBuffer());
    const setCookies = answer.headers.getSetCookie();
    if (!answer.ok) {
      const { code, notInLog } = wanted(fromCbor(refusalSchema, bytes));
      return { status: answer.status, value: null, code, notInLog: notInLog === true, setCookies };
    }
    // The schema is the one of this very door.
    const schema = doors[name].answer as v.GenericSchema<unknown, Encodable>;
    const value = wanted(fromCbor(schema, bytes)) as AnswerOf<Name>;
    return { status: answer.status, value, code: null, notInLog: false, setCookies };
  }

  /** For what a story takes for granted. */
  async call<Name extends DoorName>(
    name: Name,
    request: RequestOf<Name>,
    asking: Asking = {},
  ): Promise<AnswerOf<Name>> {
    const { value, code } = await this.ask(name, request, asking);
    if (value === null) throw new Error(`${name}: ${code}`);
    return value;
  }

  /** Any bytes at all, as they are. */
  async send(
    name: DoorName,
    body: Bytes | null,
    { place, query = '', origin }: Asking = {},
  ): Promise<Response> {
    const { path, method } = doors[name];
    const address = path.replace(/:space|:person/, bytesToText(place ?? new Uint8Array(32)));
    const from = origin === undefined ? this.house.origin : origin;
    const answer = await fetch(`${this.house.origin}${address}${query}`, {
      method,
      headers: { cookie: this.cookie, ...(from !== null && { origin: from }) },
      ...(body !== null && { body }),
    });
    for (const given of answer.headers.getSetCookie()) this.#keep(given);
    return answer;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async listen(): Promise<Listening> {
    const stop = new AbortController();
    const response = await fetch(this.house.origin + streamPath, {
      headers: { cookie: this.cookie },
      signal: stop.signal,
    });
    return new Listening(response, stop);
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

type Heard = {
  [Name in keyof typeof streamEvents]: {
    readonly event: Name;
    readonly told: v.InferOutput<(typeof streamEvents)[Name]>;
  };
}[keyof typeof streamEvents];

/** An open event stream, read one message at a time. */
export class Listening {
  readonly response: Response;
  readonly #stop: AbortController;
  readonly #reader: ReadableStreamDefaultReader<string> | undefined;
  #text = '';

  constructor(response: Response, stop: AbortController) {
    this.response = response;
    this.#stop = stop;
    this.#reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next message; null once the stream has ended. */
  async next(): Promise<Heard | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const message = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
        if (event === undefined || data === undefined) continue;
        return readMessage(event, data);
      }
      const read = await this.#reader?.read().catch(() => undefined);
      if (read === undefined || read.done) return null;
      this.#text += read.value;
    }
  }

  close(): void {
    this.#stop.abort();
  }
}

function readMessage(event: string, data: string): Heard {
  // An event that is not in the table fails right here.
  const name = event as keyof typeof streamEvents;
  const schema: v.GenericSchema<unknown, Encodable> = streamEvents[name];
  const told = wanted(fromCbor(schema, new Uint8Array(Buffer.from(data, 'base64url'))));
  return { event: name, told } as Heard;
}
