import type { Fetch } from '#device/transport.ts';
import { bytesToText, textToBytes } from '#kernel/bytes.ts';
import { doors, streamEvents, streamPath, type AnswerOf, type DoorName } from '#protocol/api.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import type { InferOutput } from 'valibot';

/** What a lying server says instead of the truth. What stands nowhere in here is told as it is. */
export type Lies = {
  readonly [Name in DoorName]?: (answer: AnswerOf<Name>, asked: URL) => AnswerOf<Name>;
} & {
  /** Null keeps it back. */
  readonly tellsEntry?: (told: TellsEntry) => TellsEntry | null;
};
type TellsEntry = InferOutput<typeof streamEvents.entry>;

/** Stands between an honest server and a device, as the server itself could. */
export function lying(lies: Lies): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    const response = await fetch(address, init);
    const asked = new URL(address);
    const path = asked.pathname;
    if (path === streamPath) return lyingStream(response, lies);
    const name = doorOf(path, init.method ?? 'GET');
    const lie = name && lies[name];
    if (!name || !lie || !response.ok) return response;
    const read = fromCbor(doors[name].answer, new Uint8Array(await response.arrayBuffer()));
    if (!read.ok) throw new Error(`not an answer of ${name}`);
    // The answer and the lie are of the same door.
    const told = (lie as (answer: unknown, asked: URL) => Encodable)(read.value, asked);
    return new Response(toCbor(told), { status: 200, headers: response.headers });
  };
}

/** Says this at a door, whatever the honest server would have said. */
export function answering<Name extends DoorName>(
  name: Name,
  answer: AnswerOf<Name>,
): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    const isHere = doorOf(new URL(address).pathname, init.method ?? 'GET') === name;
    // An answer is what its door's schema gives, and those are all encodable; the union over all doors hides it.
    return isHere ? new Response(toCbor(answer as Encodable), { status: 200 }) : fetch(address, init);
  };
}

function doorOf(path: string, method: string): DoorName | undefined {
  const names = Object.keys(doors) as DoorName[];
  return names.find((name) => {
    const pattern = doors[name].path.replace(/:[a-z]+/g, '[^/]+');
    return doors[name].method === method && new RegExp(`^${pattern}$`).test(path);
  });
}

function lyingStream(response: Response, { tellsEntry }: Lies): Response {
  if (!response.ok || response.body === null || tellsEntry === undefined) return response;
  let rest = '';
  const change = new TransformStream<string, string>({
    transform(text, controller) {
      const messages = (rest + text).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const changed = changedMessage(message, tellsEntry);
        if (changed !== null) controller.enqueue(`${changed}\n\n`);
      }
    },
  });
  const body = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(change)
    .pipeThrough(new TextEncoderStream());
  return new Response(body, { status: response.status, headers: response.headers });
}

function changedMessage(message: string, tellsEntry: NonNullable<Lies['tellsEntry']>): string | null {
  const data = /^data: ?(.*)$/m.exec(message)?.[1];
  const bytes = /^event: ?entry$/m.test(message) ? textToBytes(data ?? '') : null;
  const read = bytes && fromCbor(streamEvents.entry, bytes);
  if (!read?.ok) return message;
  const told = tellsEntry(read.value);
  return told && `event: entry\ndata: ${bytesToText(toCbor(told))}`;
}
