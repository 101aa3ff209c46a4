import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newOnce } from '#device/outbox/act.ts';
import type { Device, FileToBring, SpaceView } from '#device/device.ts';
import { tables, type Store } from '#device/store/store.ts';
import type { Fetch } from '#device/transport.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn, Turn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { partLength } from '#protocol/blob.ts';
import { expectRefused } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsOf, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
/** How many turns, and records of files, there were before this test. */
let turnsBefore = 0;
let filesBefore: ReadonlyMap<Person['store'], number>;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
}, 60_000);
afterAll(() => world.close());

beforeEach(async () => {
  for (const { device } of [ana, bo]) {
    await viewOf(device, 'device', ({ unsent, line }) => !unsent && line.state === 'online');
  }
  const { turns, headSeq } = await spaceOf(ana.device, pair, ({ situation }) => situation === 'open');
  await spaceOf(bo.device, pair, (view) => view.headSeq >= headSeq);
  turnsBefore = turns.length;
  filesBefore = new Map(
    await Promise.all([ana, bo].map(async ({ store }) => [store, await allFilesIn(store)] as const)),
  );
});

/** Bytes that no picture has: to a device it is all one. */
function bytesOf(length: number): Bytes {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = index * 7;
  return bytes;
}

function picture(description: string, length = 5 * partLength): FileToBring {
  const size = { type: 'image/jpeg', width: 640, height: 480 } as const;
  return { sort: 'picture', once: newOnce(), bytes: bytesOf(length), description, note: '', ...size };
}

function recording(description: string): FileToBring {
  const length = { type: 'audio/webm', seconds: 4 } as const;
  return { sort: 'recording', once: newOnce(), bytes: bytesOf(9000), description, note: 'low', ...length };
}

async function settled(device: Pick<Device, 'watchSpace'>, count = 1): Promise<readonly SaidTurn[]> {
  const isRight = (view: SpaceView) => {
    const turns = newIn(view);
    return turns.length === count && turns.every((turn) => !turn.pending);
  };
  const turns = newIn(await spaceOf(device, pair, isRight));
  return turns.flatMap((turn) => (turn.state === 'said' ? [turn] : []));
}

function newIn({ turns }: SpaceView): readonly Turn[] {
  return turns.slice(turnsBefore);
}

/** Waits until these are the words since the test began. */
function newWordsIn(device: Pick<Device, 'watchSpace'>, words: readonly string[]): Promise<SpaceView> {
  const isRight = (view: SpaceView) =>
    JSON.stringify(newIn(view).map((turn) => !turn.pending && wordsOf(turn))) === JSON.stringify(words);
  return spaceOf(device, pair, isRight);
}

/** How many records of files and their parts lie in a store. */
async function allFilesIn(store: Store): Promise<number> {
  const lists = await Promise.all([store.list('files', ''), store.list('parts', '')]);
  return lists.flat().length;
}

/** Since the test began. */
async function filesIn(store: Store): Promise<number> {
  return (await allFilesIn(store)) - (filesBefore.get(store) ?? 0);
}

describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('from %s to %s', (name) => {
  test('a picture and a recording come out as they went in, with what was said of them', async () => {
    const [one, other] = name === 'Ana' ? [ana, bo] : [bo, ana];
    const [cat, song] = [picture('A cat on a wall.'), recording('')];
    value(await one.device.bring(pair, cat));
    value(await other.device.bring(pair, song));
    const turns = await settled(other.device, 2);
    const shown = turns.find(({ file }) => file?.sort === 'picture')!;
    const heard = turns.find(({ file }) => file?.sort === 'recording')!;
    expect(shown).toMatchObject({ text: 'A cat on a wall.', note: null, author: one.id });
    expect(heard).toMatchObject({ text: '', note: 'low', author: other.id });
    expect(value(await other.device.file(pair, shown.id))).toEqual(cat.bytes);
    await settled(one.device, 2);
    expect(value(await one.device.file(pair, heard.id))).toEqual(song.bytes);
  });
});

describe('without a line', () => {
  test('a picture shows at once, is seen by its author, and goes by itself later, once', async () => {
    await world.stopServer();
    await viewOf(ana.device, 'device', ({ line }) => line.state === 'offline');
    const cat = picture('A cat.');
    const id = value(await ana.device.bring(pair, cat));
    expect(value(await ana.device.bring(pair, cat))).toBe(id);
    const [turn] = newIn(await spaceOf(ana.device, pair, (view) => newIn(view).length === 1));
    expect(turn?.pending).toBe(true);
    expect(value(await ana.device.file(pair, turn!.id))).toEqual(cat.bytes);
    await world.startServer();
    const [arrived] = await settled(bo.device);
    expect(value(await bo.device.file(pair, arrived!.id))).toEqual(cat.bytes);
  });

  test('what was looked at once is there', async () => {
    const cat = picture('A cat.');
    value(await ana.device.bring(pair, cat));
    const [turn] = await settled(bo.device);
    value(await bo.device.file(pair, turn!.id));
    await world.stopServer();
    expect(value(await bo.device.file(pair, turn!.id))).toEqual(cat.bytes);
    await world.startServer();
  });

  test('what was never looked at says that there is no line, and comes when there is one', async () => {
    const cat = picture('A cat.');
    value(await ana.device.bring(pair, cat));
    const [turn] = await settled(bo.device);
    await world.stopServer();
    expectRefused(await bo.device.file(pair, turn!.id), 'offline');
    await world.startServer();
    expect(value(await bo.device.file(pair, turn!.id))).toEqual(cat.bytes);
  });
});

interface Cut {
  readonly around: (fetch: Fetch) => Fetch;
  readonly answered: () => number;
  readonly isCut: () => boolean;
}

/** Counts what is answered at the doors of files, and cuts the line after so many. */
function cutAfter(count: number, method: 'PUT' | 'POST'): Cut {
  let answered = 0;
  let isCut = false;
  return {
    answered: () => answered,
    isCut: () => isCut,
    around: (fetch) => async (address, init) => {
      if (!address.endsWith('/blobs') || init.method !== method) return fetch(address, init);
      isCut ||= answered === count;
      if (isCut) throw new TypeError('the line is cut');
      const response = await fetch(address, init);
      if (response.ok) answered += 1;
      return response;
    },
  };
}

describe('a device that dies in the middle', () => {
  test('of bringing goes on where it was, in the next one over the same store', async () => {
    ana.device.close();
    const cut = cutAfter(4, 'PUT');
    const first = world.device(ana.store, cut.around);
    await spaceOf(first, pair, ({ situation }) => situation === 'open');
    const cat = picture('A cat.', 8 * partLength);
    value(await first.bring(pair, cat));
    await vi.waitFor(() => expect(cut.isCut()).toBe(true), 10_000);
    first.close();

    const again = cutAfter(Infinity, 'PUT');
    ana = { ...ana, device: world.device(ana.store, again.around) };
    const [turn] = await settled(bo.device);
    expect(value(await bo.device.file(pair, turn!.id))).toEqual(cat.bytes);
    // It asks once, and brings the rest: of nine parts three were there.
    expect(again.answered()).toBe(1 + 9 - 3);
  });

  test('of fetching goes on where it was', async () => {
    const cat = picture('A cat.', 8 * partLength);
    value(await ana.device.bring(pair, cat));
    await settled(bo.device);
    bo.device.close();
    const { around } = cutAfter(3, 'POST');
    const first = world.device(bo.store, around);
    const [turn] = await settled(first);
    expectRefused(await first.file(pair, turn!.id), 'offline');
    first.close();

    const again = cutAfter(Infinity, 'POST');
    bo = { ...bo, device: world.device(bo.store, again.around) };
    await settled(bo.device);
    expect(value(await bo.device.file(pair, turn!.id))).toEqual(cat.bytes);
    expect(again.answered()).toBe(9 - 3);
  });
});

test('words that were written later do not wait for a picture', async () => {
  ana.device.close();
  const { around } = cutAfter(2, 'PUT');
  const device = world.device(ana.store, around);
  await spaceOf(device, pair, ({ situation }) => situation === 'open');
  const id = value(await device.bring(pair, picture('A cat.')));
  const { onTheWay } = await spaceOf(device, pair, (view) => id in view.onTheWay);
  expect(onTheWay[id]).toBeLessThan(100);
  value(await device.act(pair, said({ text: 'Look.' })));
  await newWordsIn(bo.device, ['Look.']);
  device.close();
  ana = { ...ana, device: world.device(ana.store) };
  await newWordsIn(bo.device, ['Look.', 'A cat.']);
});

test('a description that is found anew while the picture waits goes after it', async () => {
  await world.stopServer();
  const id = value(await ana.device.bring(pair, picture('A cat.')));
  const [turn] = newIn(await spaceOf(ana.device, pair, (view) => newIn(view).length === 1));
  if (turn?.state !== 'said') throw new Error('nothing is shown');
  value(await ana.device.act(pair, reworded(turn, { text: 'A grey cat.' })));
  expect(turn.id).toBe(id);
  await world.startServer();
  await newWordsIn(bo.device, ['A grey cat.']);
});

describe('what is taken back', () => {
  test('leaves the devices of both', async () => {
    value(await ana.device.bring(pair, picture('A cat.')));
    value(await ana.device.bring(pair, recording('A song.')));
    const turns = await settled(bo.device, 2);
    for (const { id } of turns) value(await bo.device.file(pair, id));
    const shown = turns.find(({ file }) => file?.sort === 'picture')!;
    const before = await filesIn(bo.store);
    value(await ana.device.act(pair, withdrawn(shown)));
    for (const { device, store } of [ana, bo]) {
      await spaceOf(device, pair, (view) => newIn(view).some(({ state }) => state === 'withdrawn'));
      await vi.waitFor(async () => expect(await filesIn(store)).toBe(2), 10_000);
    }
    expect(before).toBeGreaterThan(2);
    expectRefused(await bo.device.file(pair, shown.id), 'not-found');
  });

  test('before it was sent leaves nothing behind', async () => {
    await world.stopServer();
    const id = value(await ana.device.bring(pair, picture('A cat.')));
    expect(await filesIn(ana.store)).toBeGreaterThan(2);
    value(await ana.device.discard(pair, id));
    expect(await filesIn(ana.store)).toBe(0);
    await world.startServer();
  });
});

test('what is too large, or empty, is never taken', async () => {
  expectRefused(await ana.device.bring(pair, picture('', 25 * 1024 * 1024 + 1)), 'too-large');
  expectRefused(await ana.device.bring(pair, picture('', 0)), 'malformed');
  expect(await filesIn(ana.store)).toBe(0);
});

test('the largest there may be comes through', async () => {
  const large = picture('A very large cat.', 25 * 1024 * 1024);
  value(await ana.device.bring(pair, large));
  const [turn] = await settled(bo.device);
  const arrived = value(await bo.device.file(pair, turn!.id));
  expect(Buffer.compare(arrived, large.bytes)).toBe(0);
}, 60_000);

test('nothing of a picture lies on a device as it is', async () => {
  const cat = picture('A cat.');
  cat.bytes.set(new TextEncoder().encode('a very plain place in a picture'), 1000);
  value(await ana.device.bring(pair, cat));
  const [turn] = await settled(bo.device);
  value(await bo.device.file(pair, turn!.id));
  for (const { store } of [ana, bo]) {
    const kept = await Promise.all(tables.map((table) => store.list(table, '')));
    const all = Buffer.concat(kept.flat().map(({ value: bytes }) => bytes));
    expect(all.includes('a very plain place')).toBe(false);
  }
});

// Last, because it opens another place.
test('a place that is full says so, and what was not sent can be taken back', async () => {
  await world.close();
  world = await createWorld({ config: { megabytesPerPerson: 1 } });
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  turnsBefore = 0;
  const id = value(await ana.device.bring(pair, picture('A cat.', 9 * partLength)));
  const { failed } = await spaceOf(ana.device, pair, (view) => id in view.failed);
  expect(failed[id]).toBe('blobs-full');
  value(await ana.device.discard(pair, id));
  value(await ana.device.bring(pair, picture('A kitten.', partLength)));
  await newWordsIn(bo.device, ['A kitten.']);
}, 60_000);
