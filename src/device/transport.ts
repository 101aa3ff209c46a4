import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, type Result } from '#kernel/result.ts';
import { doors, instancePath, type AnswerOf, type DoorName, type RequestOf } from '#protocol/api.ts';
import { instanceSchema, type Instance } from '#protocol/instance.ts';
import { refusalSchema } from '#protocol/refusal.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import * as v from 'valibot';

/** `offline` where nothing was answered, so nobody knows whether it arrived. */
export interface Declined {
  readonly code: string;
  /** Only then may the same words be sealed again. */
  readonly notInLog?: true | undefined;
}
export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Declined };

export interface Where {
  readonly space?: string;
  readonly person?: string;
  readonly query?: Readonly<Record<string, number>>;
}

export interface Transport {
  /** The server's address, as it stands in what is signed to sign in. */
  readonly origin: string;
  call<Name extends DoorName>(
    name: Name,
    request: RequestOf<Name>,
    where?: Where,
  ): Promise<Answer<AnswerOf<Name>>>;
  instance(): Promise<Result<Instance>>;
  /** Opens what stays open, such as the stream. Null where there is no line. */
  open(path: string, signal: AbortSignal): Promise<Response | null>;
}

/** How a request leaves this device. A browser's own `fetch` will do. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

const patienceMs = 30_000;
const offline = { ok: false, refusal: { code: 'offline' } } as const;

export function createTransport(origin: string, fetch: Fetch): Transport {
  const ask = (path: string, init: RequestInit) =>
    fetch(`${origin}${path}`, { credentials: 'same-origin', cache: 'no-store', ...init }).catch(() => null);

  return {
    origin,
    async call(name, request, where = {}) {
      const door = doors[name];
      const response = await ask(pathOf(door.path, where), {
        method: door.method,
        signal: AbortSignal.timeout(patienceMs),
        headers: { 'content-type': 'application/cbor' },
        ...(door.method === 'GET' ? {} : { body: toCbor(request) }),
      });
      const bytes = response && (await bytesOf(response));
      if (response === null || bytes === null) return offline;
      return response.ok ? readAnswer(door.answer, bytes) : declined(response.status, bytes);
    },
    async instance() {
      const response = await ask(instancePath, { method: 'GET', signal: AbortSignal.timeout(patienceMs) });
      const json: unknown = response?.ok === true ? await response.json().catch(() => null) : null;
      const read = v.safeParse(instanceSchema, json);
      return read.success ? ok(read.output) : offline;
    },
    open: (path, signal) => ask(path, { method: 'GET', signal }),
  };
}

function pathOf(path: string, { space = '', person = '', query = {} }: Where): string {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const place = path.replace(':space', space).replace(':person', person);
  return asked.length === 0 ? place : `${place}?${asked.join('&')}`;
}

async function bytesOf(response: Response): Promise<Bytes | null> {
  const buffer = await response.arrayBuffer().catch(() => null);
  return buffer && concatBytes(new Uint8Array(buffer));
}

function readAnswer<Schema extends v.GenericSchema<unknown, Encodable>>(
  schema: Schema,
  bytes: Bytes,
): Answer<v.InferOutput<Schema>> {
  return fromCbor(schema, bytes);
}

/** What answers without the protocol's own words is something in between: a proxy, or a server that is just going. */
function declined(status: number, bytes: Bytes): Answer<never> {
  const read = fromCbor(refusalSchema, bytes);
  if (read.ok) return { ok: false, refusal: read.value };
  return { ok: false, refusal: { code: status === 429 ? 'too-many' : 'offline' } };
}
