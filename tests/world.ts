import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchWithCookies } from '#device/cookies.ts';
import { createDevice, type RunningDevice } from '#device/create-device.ts';
import type { AccountDraft, Device, SpaceView, Views } from '#device/device.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Store } from '#device/store/store.ts';
import type { Fetch } from '#device/transport.ts';
import type { Turn } from '#domain/conversation/state.ts';
import type { PersonId, SpaceId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import { defaultConfig, type Config } from '#server/config.ts';
import { startServer, type RunningServer } from '#server/main.ts';
import { card, communityName } from '#tests/cast.ts';

/** A whole server in this process, on a folder of its own, and devices that talk to it over the real wire. */
export interface World {
  readonly folder: string;
  /** What the server wrote into its log. */
  readonly logLines: readonly string[];
  server(): RunningServer;
  /** Founds the community and is its first member. */
  founder(name: string): Promise<Person>;
  /** Comes in by an invitation of somebody who is there. */
  joiner(name: string, by: Person): Promise<Person>;
  /** Asks and accepts; the answer is their pair. */
  connect(one: Person, other: Person): Promise<SpaceId>;
  /** A device over this store, or over an empty one. */
  device(store?: Store, fetch?: (fetch: Fetch) => Fetch): RunningDevice;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
}

export interface Person {
  readonly name: string;
  readonly device: RunningDevice;
  readonly store: Store;
  readonly id: PersonId;
  readonly draft: AccountDraft;
}

export interface WorldOptions {
  readonly config?: Partial<Config>;
  /** Told each address that a device asks for. */
  readonly hears?: (address: string) => void;
  /** Starts the server, where it is not one that has its store to itself. */
  readonly start?: ((port: number) => Promise<RunningServer>) | null;
  /** What the devices take for the time. */
  readonly clock?: Clock;
  /** What the server takes for the time. */
  readonly serverClock?: Clock;
}

export async function createWorld({
  config = {},
  hears = () => {},
  clock = Date.now,
  serverClock = Date.now,
  start = null,
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bothways-test-'));
  const devices: RunningDevice[] = [];
  const generous = { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 };
  const logLines: string[] = [];
  const startOne = (port: number) =>
    startServer(
      { ...defaultConfig, port, dataFolder: folder, limits: generous, ...config },
      { clock: serverClock, write: (line) => void logLines.push(line) },
    );
  let server: RunningServer | null = await (start ?? startOne)(0);
  const { origin } = server;

  /** When the device that ran over a store before will have ended. */
  const endings = new WeakMap<Store, Promise<void>>();

  const world: World = {
    folder,
    logLines,
    server: () => server ?? missing('the server is down'),
    device(store = memoryStore(), around = (fetch) => fetch) {
      const device = createDevice({
        origin,
        store: after(store, endings.get(store)),
        clock,
        // Guesses cost next to nothing here: a hundred devices move in, and none of them is attacked.
        lockCost: 4,
        fetch: around(
          fetchWithCookies(origin, (address, init) => {
            hears(address);
            return fetch(address, init);
          }),
        ),
      });
      const close = () => {
        const ending = device.close();
        endings.set(store, ending);
        return ending;
      };
      const running = { ...device, close };
      devices.push(running);
      return running;
    },
    async founder(name) {
      const store = memoryStore();
      const device = world.device(store);
      const draft = await device.drawAccount();
      const token = world.server().foundingLink?.split('#')[1] ?? missing('there is a founding link');
      const { passphrase } = draft;
      value(await device.found({ draft, name, passphrase, token, communityName, card }));
      return person(name, device, store, draft);
    },
    async joiner(name, by) {
      const { link } = value(await by.device.invite());
      const store = memoryStore();
      const device = world.device(store);
      const draft = await device.drawAccount();
      const fragment = link.split('#')[1] ?? missing('a link has a fragment');
      value(await device.join({ draft, name, passphrase: draft.passphrase, fragment, card }));
      return person(name, device, store, draft);
    },
    async connect(one, other) {
      await viewOf(one.device, 'community', ({ people }) => people.some((each) => each.person === other.id));
      value(await one.device.knock({ to: other.id, words: 'Shall we talk now and then?' }));
      const { knocks } = await viewOf(other.device, 'home', (view) =>
        view.knocks.some((each) => each.from === one.id),
      );
      const knock = knocks.find((each) => each.from === one.id) ?? missing('the knock has arrived');
      const space = value(await other.device.acceptKnock(knock.id));
      // The opening, the joining, and what each says to be called.
      for (const { device } of [one, other]) await spaceOf(device, space, ({ headSeq }) => headSeq === 4);
      return space;
    },
    async stopServer() {
      await server?.close();
      server = null;
    },
    async startServer() {
      server = await (start ?? startOne)(Number(new URL(origin).port));
      for (const device of devices) device.poke();
    },
    async close() {
      for (const device of devices) device.close();
      await world.stopServer();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

async function person(
  name: string,
  device: RunningDevice,
  store: Store,
  draft: AccountDraft,
): Promise<Person> {
  const { me } = await viewOf(device, 'device', (view) => view.me !== null);
  return { name, device, store, draft, id: (me ?? missing('somebody is at home')).person };
}

const patienceMs = 25_000;

/** The first view of a topic that is as asked, whenever it comes. */
export function viewOf<Topic extends keyof Views>(
  device: Pick<Device, 'watch'>,
  topic: Topic,
  isRight: (view: Views[Topic]) => boolean,
): Promise<Views[Topic]> {
  return eventually((run) => device.watch(topic, run), isRight);
}

export function spaceOf(
  device: Pick<Device, 'watchSpace'>,
  space: SpaceId,
  isRight: (view: SpaceView) => boolean,
): Promise<SpaceView> {
  return eventually((run) => device.watchSpace(space, run), isRight);
}

/** Waits until these are the words in a space, in this order. A withdrawn turn counts as null. */
export async function wordsIn(
  device: Pick<Device, 'watchSpace'>,
  space: SpaceId,
  words: readonly (string | null)[],
) {
  const isRight = ({ turns }: SpaceView) =>
    turns.every(({ pending }) => !pending) && JSON.stringify(turns.map(wordsOf)) === JSON.stringify(words);
  return spaceOf(device, space, isRight);
}

export function wordsOf(turn: Turn): string | null {
  return turn.state === 'said' ? turn.text : null;
}

function eventually<View>(
  watch: (run: (view: View) => void) => () => void,
  isRight: (view: View) => boolean,
): Promise<View> {
  return new Promise((resolve, reject) => {
    let newest: View | undefined;
    let stop = () => {};
    const end = () => {
      clearTimeout(timer);
      queueMicrotask(() => stop());
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`it never came about; the last view: ${JSON.stringify(newest)?.slice(0, 2000)}`));
    }, patienceMs);
    stop = watch((view) => {
      newest = view;
      if (!isRight(view)) return;
      end();
      resolve(view);
    });
  });
}

/** The same store, for a device that may look at it only when the one before it has ended. */
function after(store: Store, ending = Promise.resolve()): Store {
  return {
    ...store,
    restKey: () => ending.then(() => store.restKey()),
    restLock: () => ending.then(() => store.restLock()),
  };
}

/** What a test takes for granted. */
export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.detail ?? ''}`);
  return result.value;
}

export function missing(what: string): never {
  throw new Error(`expected that ${what}`);
}
