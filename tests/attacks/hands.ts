import { commitIdOf, eventIdOf, logNext } from '#crypto/hash.ts';
import { sealEvent } from '#crypto/seal.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { fetchWithCookies } from '#device/cookies.ts';
import { openSession } from '#device/door/session.ts';
import type { Me } from '#device/home.ts';
import { meFrom } from '#device/open-home.ts';
import { createSafe } from '#device/safe.ts';
import { createTransport, type Transport } from '#device/transport.ts';
import { idToBytes, type SpaceId } from '#kernel/ids.ts';
import type { AnswerOf, LogEntry, LogPage } from '#protocol/api.ts';
import type { Core, Payload, SignedEvent } from '#protocol/envelope.ts';
import { suite, version } from '#protocol/version.ts';
import { missing, spaceOf, type Person, type World } from '#tests/world.ts';

/** Somebody with a client of their own making: their true keys, and whatever they like to write with them. */
export interface Hands {
  readonly me: Me;
  readonly transport: Transport;
}

export async function handsOf(world: World, person: Pick<Person, 'store'>): Promise<Hands> {
  const account = (await createSafe(person.store).get('account', 'me')) ?? missing('an account');
  const me = await meFrom(account);
  const { origin } = world.server();
  const transport = createTransport(
    origin,
    fetchWithCookies(origin, (address, init) => fetch(address, init)),
  );
  const opened = await openSession(transport, me);
  if (!opened.ok) throw new Error(`no session: ${opened.refusal.code}`);
  return { me, transport };
}

/** A space as somebody's device has it: how far it is verified, and the secret of its newest epoch. */
export async function knownTo({ store, device }: Person, space: SpaceId) {
  const { headSeq } = await spaceOf(device, space, ({ situation }) => situation === 'open');
  let record = await createSafe(store).get('spaces', space);
  // What is shown is written down a moment later.
  while (record === null || record.seq < headSeq) record = await createSafe(store).get('spaces', space);
  const secret = record.epochs.find(({ epoch }) => epoch === record.state.epoch)?.secret;
  const place: LogPlace = { state: record.state, seq: record.seq, hash: record.hash };
  return { place, secret: secret ?? missing('a secret') };
}

/** What somebody says with a client of their own, sealed and signed with their true keys. */
export async function sayByHand(
  { me }: Hands,
  { place, secret }: Awaited<ReturnType<typeof knownTo>>,
  saying: { readonly text: string; readonly once: Uint8Array<ArrayBuffer> } & Partial<Core>,
): Promise<SignedEvent> {
  const { text, once, ...other } = saying;
  const { space, epoch, commits } = place.state ?? missing('a state');
  const core: Core = {
    v: version,
    suite,
    space,
    epoch,
    commit: idToBytes(commits.at(-1) ?? missing('a commit')),
    author: me.line.person,
    seen: { seq: place.seq, hash: place.hash },
    ...other,
  };
  const payload: Payload = { kind: 'conversation.said', at: 0, once, vault: 1, content: { text } };
  return sealEvent({ secret, core, payload, signKey: me.signKey });
}

export type OneMore = Pick<LogEntry, 'event' | 'commit'>;

/** The log, with one more entry than it has: what a server can make of it. */
export function withOneMore({ entries, head, ...page }: LogPage, one: OneMore): AnswerOf<'log'> {
  const seq = head.seq + 1;
  const { event, commit } = one;
  const id =
    event === undefined ? commitIdOf(commit?.commit ?? missing('an entry')) : eventIdOf(event.header);
  const last: LogEntry = { at: 1, ...one, seq };
  return { ...page, entries: [...entries, last], head: { seq, hash: logNext(head.hash, id) } };
}
