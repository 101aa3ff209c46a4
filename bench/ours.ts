import { bytesToText } from '#kernel/bytes.ts';
import { doors, streamEvents, streamPath } from '#protocol/api.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { ourCommunity, type Community } from './ours-community.ts';
import type { Setting } from './setting.ts';
import { makeEvent } from './spaces.ts';
import { httpPost, type Message, type Stage } from './stage.ts';

/** Our server, with `perWriter` sealed and signed messages in the hands of each writer. */
export async function startOurStage({ store, nodes }: Setting, perWriter: number): Promise<Stage> {
  const community = await ourCommunity(store);
  const messages = await messagesOf(community, perWriter);
  const { servers, ports, stored, strike } = await community.start(nodes);
  const writers = community.writers.map(({ visitor }, index) => ({
    port: ports[index % ports.length]!,
    stream: { path: streamPath, headers: visitor.headers },
    messages: messages[index]!.slice(0, perWriter),
  }));
  return { servers, writers, messageOf, stored, strike };
}

/** Sealed once and sent again to each fresh copy: sealing is the devices' work, and is not on this clock. */
const sealed = new Map<Community, Message[][]>();

async function messagesOf(community: Community, perWriter: number): Promise<readonly Message[][]> {
  const all = sealed.get(community) ?? [];
  sealed.set(community, all);
  for (const [index, { person, visitor, pair }] of community.writers.entries()) {
    const own = (all[index] ??= []);
    const path = doors.append.path.replace(':space', bytesToText(pair.place.state!.space));
    while (own.length < perWriter) {
      const event = await makeEvent(pair, person);
      own.push({
        id: bytesToText(event.signature),
        request: httpPost(path, community.port, visitor.headers, toCbor(event)),
      });
    }
  }
  return all;
}

function messageOf(streamData: string): string | null {
  const read = fromCbor(streamEvents.entry, new Uint8Array(Buffer.from(streamData, 'base64url')));
  if (!read.ok || read.value.entry.event === undefined) return null;
  return bytesToText(read.value.entry.event.signature);
}
