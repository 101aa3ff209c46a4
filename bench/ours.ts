import { bytesToText } from '#kernel/bytes.ts';
import { doors, streamEvents, streamPath } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { ourCommunity, type Community } from './ours-community.ts';
import { makeEvent } from './spaces.ts';
import { httpPost, type Message, type Stage, type Subject } from './stage.ts';

/** Our server, with `perWriter` sealed and signed messages in the hands of each writer. */
export function oursSubject(folder: string, perWriter: number): Subject {
  return { name: 'ours', start: () => startStage(folder, perWriter) };
}

async function startStage(folder: string, perWriter: number): Promise<Stage> {
  const community = await ourCommunity();
  const messages = await messagesOf(community, perWriter);
  await community.copyTo(folder);
  const child = await community.startIn(folder);
  const writers = community.writers.map(({ visitor }, index) => ({
    stream: { path: streamPath, headers: visitor.headers },
    messages: messages[index]!.slice(0, perWriter),
  }));
  return { child, port: community.port, writers, messageOf, folder };
}

/** Sealed once and sent again to each fresh copy: sealing is the devices' work, and is not on this clock. */
const sealed: Message[][] = [];

async function messagesOf({ writers, port }: Community, perWriter: number): Promise<readonly Message[][]> {
  for (const [index, { person, visitor, pair }] of writers.entries()) {
    const own = (sealed[index] ??= []);
    const path = doors.append.path.replace(':space', bytesToText(pair.place.state!.space));
    while (own.length < perWriter) {
      const event = await makeEvent(pair, person);
      own.push({
        id: bytesToText(event.signature),
        request: httpPost(path, port, visitor.headers, toCbor(event)),
      });
    }
  }
  return sealed;
}

function messageOf(streamData: string): string | null {
  const read = fromCbor(streamEvents.entry, new Uint8Array(Buffer.from(streamData, 'base64url')));
  if (!read.ok || read.value.entry.event === undefined) return null;
  return bytesToText(read.value.entry.event.signature);
}
