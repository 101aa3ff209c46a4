import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context as HonoContext } from 'hono';
import type { Bytes } from '#kernel/bytes.ts';
import { isId, idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { doors, pageMost, sessionCookie, type DoorName, type Who } from '#protocol/api.ts';
import { refusalStatus, type RefusalCode } from '#protocol/refusal.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import type { Context } from '#server/context.ts';
import { toWire, type Answer } from '#server/refusal.ts';
import { StoreAway } from '#server/store/store.ts';
import type { SignedInVisit, Visit } from '#server/visit.ts';
import { addressOf } from './address.ts';
import { readBody } from './body.ts';
import { collectCookies, deviceCookie, tokenIn } from './cookies.ts';
import { answerHeaders } from './headers.ts';
import { mayEnter } from './may-enter.ts';
import { isWorthPacking, pack } from './pack.ts';
import type { AnyRoom } from './room.ts';

export interface ServerEnv {
  Bindings: HttpBindings;
}
type Asked = HonoContext<ServerEnv>;

/** What every door does before and after its own work, in this order. */
export function answerTo(context: Context, name: DoorName, room: AnyRoom) {
  const door = doors[name];

  return async (asked: Asked): Promise<Response> => {
    const beganAt = performance.now();
    const cookies = collectCookies(context.origin);
    const given = await answer(asked, cookies).catch(troubled);
    const { isPacked = true } = room;
    const status = await respond(asked.env, { answer: given, isPacked, cookies: cookies.headers });
    context.logger.request({ method: door.method, door: name, status, ms: performance.now() - beganAt });
    return RESPONSE_ALREADY_SENT;
  };

  async function answer(asked: Asked, cookies: Visit['cookies']): Promise<Answer<Encodable>> {
    const { guard, sessions, origin, config } = context;
    const { incoming } = asked.env;
    const address = addressOf(incoming, config.trustedProxy);
    if (!guard.mayAskFrom(address)) return refuse('too-many');
    if (door.method !== 'GET' && incoming.headers.origin !== origin) return refuse('wrong-origin');

    const { cookie } = incoming.headers;
    const token = tokenIn(cookie, sessionCookie);
    const session = token === null ? null : await sessions.of(token);
    if (session?.isRenewed === true && token !== null) cookies.signIn(token, null);
    if (session === null && needsSession(door.who)) return refuse('signed-out');
    const isInTime = session === null ? guard.mayKnockFrom(address) : guard.mayAskAs(session.person);
    if (!isInTime) return refuse('too-many');

    const place = placeIn(asked);
    if (!place.ok) return place;
    const body = door.method === 'GET' ? ok(nothing) : await readBody(incoming, room.bytesMost);
    if (!body.ok) return body;
    const request: Result<Encodable, 'malformed'> = fromCbor(door.request, body.value);
    if (!request.ok) return request;

    const visit: Visit = {
      address,
      session,
      deviceToken: tokenIn(cookie, deviceCookie),
      place: place.value,
      after: wholeIn(asked.req.query('after')) ?? 0,
      most: wholeIn(asked.req.query('limit')) ?? pageMost,
      bodies: wholeIn(asked.req.query('bodies')) ?? Infinity,
      cookies,
    };
    const entered = await mayEnter(context, { name, visit, request: request.value });
    if (!entered.ok) return entered;
    // `mayEnter` has seen to a session wherever the room needs one, and this door's own schema read the request.
    return room.run(context, visit as SignedInVisit, request.value as never);
  }

  function troubled(error: unknown): Answer<never> | null {
    context.logger.trouble(name, error);
    return error instanceof StoreAway ? refuse('store-away') : null;
  }
}

const nothing = toCbor({});

function needsSession(who: Who): boolean {
  return who !== 'anyone' && who !== 'host';
}

/** The id in the path. What is no id is nothing that anybody has. */
function placeIn(asked: Asked): Result<Bytes, RefusalCode> {
  const text = asked.req.param('space') ?? asked.req.param('person');
  if (text === undefined) return ok(new Uint8Array(0));
  return isId(text) ? ok(idToBytes(text)) : refuse('not-found');
}

function wholeIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

interface Given {
  readonly answer: Answer<Encodable> | null;
  readonly isPacked: boolean;
  readonly cookies: readonly string[];
}

/** Straight to the socket. Null is a surprise: it was logged, and says nothing. */
async function respond(
  { incoming, outgoing: response }: HttpBindings,
  { answer, isPacked, cookies }: Given,
): Promise<number> {
  if (answer === null) {
    response.writeHead(500, answerHeaders).end();
    return 500;
  }
  const status = answer.ok ? 200 : refusalStatus[answer.refusal.code];
  const plain = toCbor(answer.ok ? answer.value : toWire(answer.refusal));
  // Not waited for where there is nothing to pack: that would cost every short answer a turn.
  const packed = isPacked && isWorthPacking(plain, incoming.headers) ? await pack(plain) : null;
  const bytes = packed ?? plain;
  response.writeHead(status, {
    ...cborHeaders,
    'content-length': bytes.length,
    ...(packed !== null && { 'content-encoding': 'gzip' }),
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    // What we did not want to read is not waited for either.
    ...(status === refusalStatus['too-large'] && { connection: 'close' }),
  });
  response.end(bytes);
  return status;
}

const cborHeaders = { ...answerHeaders, 'content-type': 'application/cbor' };
