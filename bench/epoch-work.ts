import { sealKeyFromSeed } from '#crypto/box.ts';
import { newSecret } from '#crypto/epoch.ts';
import { keyHashOf } from '#crypto/hash.ts';
import { signKeyFromSeed } from '#crypto/signature.ts';
import { randomBytes, sealingSuite } from '#crypto/suite.ts';
import { openHome } from '#device/open-home.ts';
import { beginEpoch } from '#device/outbox/raise-epoch.ts';
import { createSafe } from '#device/safe.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { indexedDbStore } from '#device/store/indexeddb.ts';
import { memoryStore } from '#device/store/memory.ts';
import { createTransport } from '#device/transport.ts';
import { idFromBytes } from '#kernel/ids.ts';
import { toCbor } from '#protocol/cbor.ts';
import { historyByKind, type SpaceKind } from '#protocol/commit.ts';
import type { Member } from '#protocol/space-state.ts';

// What a device does when somebody has left, for Node and for a page in which `epoch.ts` measures it.

export interface Size {
  readonly kind: SpaceKind;
  readonly members: number;
}

export interface Took {
  readonly ms: number;
  /** The longest that a question of the page would have waited meanwhile. */
  readonly longestWaitMs: number;
  /** Of the whole request, commit and boxes. */
  readonly requestBytes: number;
}

export interface Readied {
  readonly begin: () => Promise<Took>;
  /** The same number of seals, one after another, and nothing else. */
  readonly bare: () => Promise<number>;
}

let readied: Readied | null = null;

/** For a page, in which nothing but plain data comes and goes. */
export async function readyHere(size: Size): Promise<void> {
  readied = await ready(size);
}
export const beginHere = (): Promise<Took> => here().begin();
export const bareHere = (): Promise<number> => here().bare();

function here(): Readied {
  if (readied === null) throw new Error('nothing was made ready');
  return readied;
}

/** A space out of which somebody has gone, on a device that has met all the others. */
export async function ready({ kind, members: count }: Size): Promise<Readied> {
  let requestBytes = 0;
  const store = 'indexedDB' in globalThis ? await indexedDbStore(`bench ${count}`) : memoryStore();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  await store.keepRest({ key, lock: randomBytes(32) });
  const safe = createSafe(store);
  const keys = { signSeed: randomBytes(32), sealSeed: randomBytes(32) };
  const me: Member = {
    ...(await someMember()),
    signPk: (await signKeyFromSeed(keys.signSeed)).publicKey,
    sealPk: (await sealKeyFromSeed(keys.sealSeed)).publicKey,
  };
  const members = [me];
  while (members.length < count) members.push(await someMember());
  await safe.write(
    members.map(({ person, chainHead, link, signPk, sealPk }) => ({
      table: 'people',
      key: idFromBytes(person),
      value: { chainHead, link, signPk, sealPk },
    })),
  );

  const home = await openHome({
    account: { ...me, ...keys, vaultKey: randomBytes(32), signinName: '', name: 'Ana', vaultVersion: 1 },
    transport: createTransport('http://localhost', async (_address, init) => {
      // Everything that is sent here is bytes.
      requestBytes = (init.body as Uint8Array).length;
      return new Response(toCbor({ seq: 2, hash: randomBytes(32), at: 1 }));
    }),
    safe,
    clock: () => 0,
    changed() {},
    changedAtHome() {},
    tryLater() {},
    readLater() {},
    isLookedAt: () => false,
    openSession: async () => true,
  });

  return {
    async begin() {
      const live = spaceOf(kind, members);
      const epoch = live.place.state?.epoch ?? 0;
      const pulse = startPulse();
      const began = performance.now();
      const isSent = await beginEpoch(home, live);
      const ms = performance.now() - began;
      const longestWaitMs = await pulse.stop();
      if (!isSent || live.epochs.get(epoch + 1) === undefined) throw new Error('no epoch began');
      return { ms, longestWaitMs, requestBytes };
    },
    async bare() {
      const hpke = sealingSuite();
      const [secret, nothing] = [newSecret(), new Uint8Array()];
      const began = performance.now();
      for (const { sealPk } of members) {
        const recipientPublicKey = await hpke.kem.deserializePublicKey(sealPk);
        await hpke.seal({ recipientPublicKey, info: nothing }, secret, nothing);
      }
      return performance.now() - began;
    },
  };
}

async function someMember(): Promise<Member> {
  const { publicKey: sealPk } = await sealKeyFromSeed(randomBytes(32));
  const [person, chainHead, signPk] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  return { person, chainHead, link: 1, signPk, sealPk, since: 1 };
}

function spaceOf(kind: SpaceKind, members: readonly Member[]): LiveSpace {
  const [space, secret, hash] = [randomBytes(32), newSecret(), randomBytes(32)];
  const live = startLive(idFromBytes(space), kind);
  const keyHash = keyHashOf(space, secret);
  // Everybody came in by a commit of their own.
  const commits = members.map(() => idFromBytes<'commit'>(randomBytes(32)));
  const number = commits.length;
  const history = historyByKind[kind];
  const begun = { space, kind, history, number, epoch: 1, keyHash, epochStart: 1 };
  const people = { members, invitations: [], everJoined: number + 1, care: [], facilitators: [] };
  live.place = { state: { ...begun, ...people, due: true, commits }, seq: number + 1, hash };
  live.epochs.set(1, { epoch: 1, number: 1, prev: randomBytes(32), keyHash, secret });
  return live;
}

/** Asks again and again for a turn, and remembers the longest that it had to wait for one. */
function startPulse(): { stop(): Promise<number> } {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  let isOver = false;
  const ended = Promise.withResolvers<number>();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) return port2.postMessage(null);
    port1.close();
    ended.resolve(longest);
  };
  port2.postMessage(null);
  return {
    stop() {
      isOver = true;
      return ended.promise;
    },
  };
}
