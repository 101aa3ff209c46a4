import type { Bytes } from '#kernel/bytes.ts';
import { doors, sessionCookie, type AnswerOf, type DoorName, type RequestOf } from '#protocol/api.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import type * as v from 'valibot';
import { wanted } from './people.ts';

/** Knocks at one door of our server as a device would, and keeps the session it is given. */
export class Visitor {
  readonly origin: string;
  #session = '';

  constructor(port: number) {
    this.origin = `http://localhost:${port}`;
  }

  /** The headers that say who is asking, and from which page. */
  get headers(): Readonly<Record<string, string>> {
    return { cookie: this.#session, origin: this.origin, 'content-type': 'application/cbor' };
  }

  /** @throws Error for a refusal */
  async call<Name extends DoorName>(
    name: Name,
    request: RequestOf<Name>,
    place = '',
  ): Promise<AnswerOf<Name>> {
    const door = doors[name];
    const answer = await fetch(this.origin + door.path.replace(/:space|:person/, place), {
      method: door.method,
      headers: this.headers,
      // A request is what its door's schema gives, and those are all encodable; the union over all doors hides it.
      ...(door.method === 'GET' ? {} : { body: toCbor(request as Encodable) }),
    });
    const bytes: Bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${Buffer.from(bytes).toString('latin1')}`);
    const given = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${sessionCookie}=`));
    if (given !== undefined) this.#session = given.split(';')[0]!;
    // The schema is the one of this very door.
    const schema = door.answer as v.GenericSchema<unknown, Encodable>;
    return wanted(fromCbor(schema, bytes)) as AnswerOf<Name>;
  }
}
