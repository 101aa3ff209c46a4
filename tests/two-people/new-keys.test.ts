import { afterEach, describe, expect, test, vi } from 'vitest';
import { openByVault } from '#crypto/rest-lock.ts';
import { createSafe } from '#device/safe.ts';
import type { RunningDevice } from '#device/create-device.ts';
import type { HomeView } from '#device/device.ts';
import { tables, type Store } from '#device/store/store.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Fetch } from '#device/transport.ts';
import { said } from '#domain/conversation/said.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema, signedEventSchema } from '#protocol/envelope.ts';
import { cast } from '#tests/cast.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  type Person,
  type World,
} from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

interface Story {
  readonly ana: Person;
  readonly bo: Person;
  readonly pair: SpaceId;
}

async function twoTalking(): Promise<Story> {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Before.' })));
  await wordsIn(bo.device, pair, ['Before.']);
  return { ana, bo, pair };
}

const isAllShut = ({ spaces }: HomeView) =>
  spaces.length > 0 && spaces.every(({ oldKeysOpen }) => !oldKeysOpen);

async function areInAllSpaces(device: RunningDevice): Promise<void> {
  await viewOf(device, 'device', ({ me, keysAsked }) => me !== null && !keysAsked);
  await viewOf(device, 'home', isAllShut);
}

/** As a thief would take it who has the whole disk, opened. */
async function copyOf(store: Store): Promise<Store> {
  const copy = memoryStore();
  const key = (await store.restKey()) ?? missing('the device is open');
  const lock = (await store.restLock()) ?? missing('it has a lock');
  await copy.keepRest({ key, lock });
  for (const table of tables) {
    const rows = await store.list(table, '');
    await copy.write(rows.map(({ key: at, value: bytes }) => ({ table, key: at, value: bytes })));
  }
  return copy;
}

/** A line on which nothing comes back from this door while `isLost` says so. */
function losesAnswers(path: RegExp, isLost: () => boolean): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    const response = await fetch(address, init);
    if (isLost() && init.method === 'POST' && path.test(new URL(address).pathname))
      throw new TypeError('the line broke');
    return response;
  };
}

/** A line on which nothing gets to this door while `isShut` says so. */
function shutsOut(path: RegExp, isShut: () => boolean): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    if (isShut() && init.method === 'POST' && path.test(new URL(address).pathname))
      throw new TypeError('no line');
    return fetch(address, init);
  };
}

describe('new keys', () => {
  test('are brought into every space, and both go on talking with nothing alarming between them', async () => {
    const { ana, bo, pair } = await twoTalking();
    value(await ana.device.rotateKeys());
    await areInAllSpaces(ana.device);
    value(await bo.device.act(pair, said({ text: 'Are you well?' })));
    await wordsIn(ana.device, pair, ['Before.', 'Are you well?']);
    value(await ana.device.act(pair, said({ text: 'My phone was taken.' })));
    const view = await wordsIn(bo.device, pair, ['Before.', 'Are you well?', 'My phone was taken.']);
    expect(view).toMatchObject({ situation: 'open', problem: null });
    const { spaces } = await viewOf(bo.device, 'home', (home) => home.spaces.length === 2);
    expect(spaces.every(({ news }) => news === null || news.what === 'wrote')).toBe(true);
  });

  test('can be changed again, by either of the two', async () => {
    const { ana, bo, pair } = await twoTalking();
    for (const { device } of [ana, bo, ana]) {
      value(await device.rotateKeys());
      await areInAllSpaces(device);
    }
    value(await bo.device.act(pair, said({ text: 'New locks everywhere.' })));
    await wordsIn(ana.device, pair, ['Before.', 'New locks everywhere.']);
    value(await ana.device.act(pair, said({ text: 'I like the sound of them.' })));
    await wordsIn(bo.device, pair, ['Before.', 'New locks everywhere.', 'I like the sound of them.']);
  });

  test('sign my other devices out, and nothing stays on them', async () => {
    const { ana, pair } = await twoTalking();
    const store = memoryStore();
    const old = world.device(store);
    value(await old.signIn(ana.draft));
    await wordsIn(old, pair, ['Before.']);
    value(await ana.device.rotateKeys());
    await viewOf(old, 'device', ({ situation, me }) => situation === 'ended-elsewhere' && me === null);
    expect(await store.restKey()).toBeNull();
    for (const table of tables) expect(await store.list(table, '')).toEqual([]);
  });

  test('come along to a device that signs in later, with everything from before', async () => {
    const { ana, bo, pair } = await twoTalking();
    value(await ana.device.rotateKeys());
    await areInAllSpaces(ana.device);
    value(await bo.device.act(pair, said({ text: 'After.' })));
    await wordsIn(ana.device, pair, ['Before.', 'After.']);
    const byPassphrase = world.device();
    value(await byPassphrase.signIn(ana.draft));
    await wordsIn(byPassphrase, pair, ['Before.', 'After.']);
    value(await byPassphrase.act(pair, said({ text: 'From the desk.' })));
    await wordsIn(bo.device, pair, ['Before.', 'After.', 'From the desk.']);
    const byKit = world.device();
    value(await byKit.comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall' }));
    await wordsIn(byKit, pair, ['Before.', 'After.', 'From the desk.']);
  });

  test('open a knock that was left for the old ones', async () => {
    const { ana, bo } = await twoTalking();
    const cai = await world.joiner(cast.cai.name, bo);
    ana.device.close();
    await viewOf(cai.device, 'community', ({ people }) => people.some(({ person }) => person === ana.id));
    value(await cai.device.knock({ to: ana.id, words: 'Hello.' }));
    let holding = true;
    const deaf = world.device(ana.store, (fetch) => async (address, init) => {
      if (holding && new URL(address).pathname === '/api/letters') throw new TypeError('no line');
      return fetch(address, init);
    });
    await viewOf(deaf, 'community', ({ people }) => people.length === 3);
    value(await deaf.rotateKeys());
    await areInAllSpaces(deaf);
    holding = false;
    deaf.close();
    const again = world.device(ana.store);
    const { knocks } = await viewOf(again, 'home', (view) => view.knocks.length === 1);
    expect(knocks[0]?.words).toBe('Hello.');
  });

  test('keep what waits unsent, and send it', async () => {
    const { ana, bo, pair } = await twoTalking();
    let holding = true;
    ana.device.close();
    const device = world.device(
      ana.store,
      shutsOut(/\/log$/, () => holding),
    );
    await spaceOf(device, pair, ({ situation }) => situation === 'open');
    value(await device.act(pair, said({ text: 'Written under the old ones.' })));
    value(await device.rotateKeys());
    await areInAllSpaces(device);
    holding = false;
    device.poke();
    await wordsIn(bo.device, pair, ['Before.', 'Written under the old ones.']);
    await viewOf(device, 'device', ({ unsent }) => !unsent);
  });
});

test('a new epoch of somebody else is sealed to my newest keys that they know of', async () => {
  const { ana, bo, pair } = await twoTalking();
  ana.device.close();
  let isShut = true;
  const device = world.device(
    ana.store,
    shutsOut(new RegExp(`${pair}/commits$`), () => isShut),
  );
  await viewOf(device, 'home', ({ spaces }) => spaces.length === 2);
  value(await device.rotateKeys());
  // The community knows, and Bo is there, too.
  await viewOf(device, 'home', ({ spaces }) => spaces.filter(({ oldKeysOpen }) => oldKeysOpen).length === 1);
  const isKnown = async () => ((await createSafe(bo.store).get('people', ana.id))?.link ?? 0) > 0;
  await vi.waitFor(async () => expect(await isKnown()).toBe(true), { timeout: 10_000 });
  value(await bo.device.rotateKeys());
  await areInAllSpaces(bo.device);
  const linksIn = async () =>
    (await createSafe(bo.store).get('spaces', pair))?.state.members.map(({ link }) => link);
  await vi.waitFor(async () => expect(await linksIn()).toEqual([1, 1]), { timeout: 10_000 });
  isShut = false;
  value(await device.act(pair, said({ text: 'Here I am.' })));
  await areInAllSpaces(device);
  await wordsIn(bo.device, pair, ['Before.', 'Here I am.']);
});

describe('with the whole of an old device, and with whatever the server keeps', () => {
  test('nothing is opened that was written under the new keys', async () => {
    const { ana, bo, pair } = await twoTalking();
    const taken = await copyOf(ana.store);
    value(await ana.device.rotateKeys());
    await areInAllSpaces(ana.device);
    value(await bo.device.act(pair, said({ text: 'Where shall we meet?' })));
    await wordsIn(ana.device, pair, ['Before.', 'Where shall we meet?']);

    // The thief stands where the server stands: whatever the owner may ask for, they get.
    const session = value(await stealSession(ana));
    const thief = world.device(taken, (fetch) => async (address, init) => {
      const path = new URL(address).pathname;
      if (path.startsWith('/api/session')) throw new TypeError('no way back in');
      return session(address, init, fetch);
    });
    const view = await spaceOf(thief, pair, ({ waiting }) => waiting > 0);
    expect(JSON.stringify(view.turns)).not.toContain('Where shall we meet?');
  });
});

/** What the owner's own session may ask for, in the hands of somebody else. */
async function stealSession(ana: Person) {
  let cookie: Fetch | undefined;
  const owner = world.device(undefined, (fetch) => {
    cookie = fetch;
    return fetch;
  });
  const signedIn = await owner.signIn(ana.draft);
  owner.close();
  if (!signedIn.ok) return signedIn;
  const through = cookie ?? missing('a line');
  return {
    ok: true,
    value: (address: string, init: RequestInit, _own: Fetch) => through(address, init),
  } as const;
}

describe('a device that is closed in the middle', () => {
  test('of asking, or whose answer was lost, asks again as soon as there is a line', async () => {
    const { ana, bo, pair } = await twoTalking();
    ana.device.close();
    let losing = true;
    const cutOff = world.device(
      ana.store,
      losesAnswers(/^\/api\/account$/, () => losing),
    );
    await viewOf(cutOff, 'home', ({ spaces }) => spaces.length === 2);
    expect(await cutOff.rotateKeys()).toMatchObject({ refusal: { code: 'offline' } });
    await viewOf(cutOff, 'device', ({ keysAsked }) => keysAsked);
    await world.stopServer();
    losing = false;
    await world.startServer();
    await areInAllSpaces(cutOff);
    value(await cutOff.act(pair, said({ text: 'Here I am.' })));
    await wordsIn(bo.device, pair, ['Before.', 'Here I am.']);
    await cutOff.lock();
    value(await cutOff.unlock(ana.draft.passphrase));
    await wordsIn(cutOff, pair, ['Before.', 'Here I am.']);
  });

  test('finds its new keys, too, where its session has ended meanwhile', async () => {
    const { ana, bo, pair } = await twoTalking();
    ana.device.close();
    const cutOff = world.device(
      ana.store,
      losesAnswers(/^\/api\/account$/, () => true),
    );
    await viewOf(cutOff, 'home', ({ spaces }) => spaces.length === 2);
    expect(await cutOff.rotateKeys()).toMatchObject({ refusal: { code: 'offline' } });
    cutOff.close();
    // A device in a test keeps its cookies only for as long as it runs, so this one has no session.
    const again = world.device(ana.store);
    await areInAllSpaces(again);
    value(await again.act(pair, said({ text: 'Here I am.' })));
    await wordsIn(bo.device, pair, ['Before.', 'Here I am.']);
  });

  test('between its lock and the rest of it finds both as they should be', async () => {
    const { ana, bo, pair } = await twoTalking();
    ana.device.close();
    let isDead = false;
    const dying: Store = {
      ...ana.store,
      async changeLock(lock) {
        await ana.store.changeLock(lock);
        isDead = true;
      },
      write: (changes) => (isDead ? new Promise(() => {}) : ana.store.write(changes)),
    };
    const dies = world.device(dying);
    await viewOf(dies, 'home', ({ spaces }) => spaces.length === 2);
    void dies.rotateKeys();
    await vi.waitFor(() => expect(isDead).toBe(true), { timeout: 10_000 });
    dies.close();

    const again = world.device(ana.store);
    await areInAllSpaces(again);
    const account = (await createSafe(ana.store).get('account', 'me')) ?? missing('an account');
    const lock = (await ana.store.restLock()) ?? missing('a lock');
    expect(await openByVault(lock, account.vaultKey)).not.toBeNull();
    await again.lock();
    value(await again.signIn(ana.draft));
    value(await again.act(pair, said({ text: 'Here I am.' })));
    await wordsIn(bo.device, pair, ['Before.', 'Here I am.']);
  });

  test('of telling its spaces says which are still open, and goes on where it stopped', async () => {
    const { ana, bo, pair } = await twoTalking();
    ana.device.close();
    let commits = 0;
    const cutOff = world.device(
      ana.store,
      // One commit gets through: the old keys are still in one space, or still in both epochs.
      shutsOut(/\/commits$/, () => commits++ > 0),
    );
    await viewOf(cutOff, 'home', ({ spaces }) => spaces.length === 2);
    value(await cutOff.rotateKeys());
    await viewOf(cutOff, 'home', ({ spaces }) => spaces.some(({ oldKeysOpen }) => oldKeysOpen));
    value(await cutOff.act(pair, said({ text: 'Not under the old ones.' })));
    expect(commits).toBeGreaterThan(0);
    cutOff.close();

    const epochs: number[] = [];
    const again = world.device(ana.store, (fetch) => async (address, init) => {
      const { body } = init;
      if (address.endsWith('/log') && body instanceof Uint8Array) epochs.push(epochOf(new Uint8Array(body)));
      return fetch(address, init);
    });
    await areInAllSpaces(again);
    await wordsIn(bo.device, pair, ['Before.', 'Not under the old ones.']);
    // Whoever stands at the server and has the old keys would read it, also where it was refused.
    expect(new Set(epochs)).toEqual(new Set([2]));
  });

  function epochOf(bytes: Bytes): number {
    const event = value(fromCbor(signedEventSchema, bytes));
    return value(fromCbor(headerSchema, event.header)).epoch;
  }

  test('leaves the rest to another device of mine that signs in', async () => {
    const { ana, bo, pair } = await twoTalking();
    ana.device.close();
    const lost = world.device(
      ana.store,
      shutsOut(/\/commits$/, () => true),
    );
    await viewOf(lost, 'home', ({ spaces }) => spaces.length === 2);
    value(await lost.rotateKeys());
    lost.close();
    const other = world.device();
    value(await other.signIn(ana.draft));
    await areInAllSpaces(other);
    value(await other.act(pair, said({ text: 'All done.' })));
    await wordsIn(bo.device, pair, ['Before.', 'All done.']);
  });
});
