import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newOnce } from '#device/outbox/act.ts';
import type { Device, FileToBring, SpaceView } from '#device/device.ts';
import { tables, type Store } from '#device/store/store.ts';
import type { Fetch } from '#device/transport.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import { partLength } from '#protocol/blob.ts';
import { lying, type Lies } from '#tests/attacks/lying.ts';
import { expectRefused } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
beforeEach(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
});
afterEach(() => world.close());

/** Bytes that no picture has: to a device it is all one. */
function bytesOf(length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
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
  const isRight = ({ turns }: SpaceView) => turns.length === count && turns.every((turn) => !turn.pending);
  const { turns } = await spaceOf(device, pair, isRight);
  return turns.flatMap((turn) => (turn.state === 'said' ? [turn] : []));
}

/** How many records of files and their parts lie in a store. */
async function filesIn(store: Store): Promise<number> {
  const lists = await Promise.all([store.list('files', ''), store.list('parts', '')]);
  return lists.flat().length;
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
    const { turns } = await spaceOf(ana.device, pair, (view) => view.turns.length === 1);
    expect(turns[0]?.pending).toBe(true);
    expect(value(await ana.device.file(pair, turns[0]!.id))).toEqual(cat.bytes);
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

/** Counts what goes over the line, and cuts it after so many requests to a door. */
function cutAfter(count: number, method: string): { around: (fetch: Fetch) => Fetch; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    around: (fetch) => async (address, init) => {
      const isHere = address.endsWith('/blobs') && init.method === method;
      if (isHere && ++asked > count) throw new TypeError('the line is cut');
      return fetch(address, init);
    },
  };
}

describe('a device that dies in the middle', () => {
  test('of bringing goes on where it was, in the next one over the same store', async () => {
    ana.device.close();
    const { around, asked } = cutAfter(4, 'PUT');
    const first = world.device(ana.store, around);
    await spaceOf(first, pair, ({ situation }) => situation === 'open');
    const cat = picture('A cat.', 8 * partLength);
    value(await first.bring(pair, cat));
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(4), 10_000);
    first.close();

    const again = cutAfter(Infinity, 'PUT');
    const second = world.device(ana.store, again.around);
    const [turn] = await settled(bo.device);
    expect(value(await bo.device.file(pair, turn!.id))).toEqual(cat.bytes);
    // It asks once, and brings the rest: of nine parts three were there.
    expect(again.asked()).toBe(1 + 9 - 3);
    second.close();
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
    const second = world.device(bo.store, again.around);
    await settled(second);
    expect(value(await second.file(pair, turn!.id))).toEqual(cat.bytes);
    expect(again.asked()).toBe(9 - 3);
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
  await wordsIn(bo.device, pair, ['Look.']);
  device.close();
  world.device(ana.store);
  await wordsIn(bo.device, pair, ['Look.', 'A cat.']);
});

test('a description that is found anew while the picture waits goes after it', async () => {
  await world.stopServer();
  const id = value(await ana.device.bring(pair, picture('A cat.')));
  const { turns } = await spaceOf(ana.device, pair, (view) => view.turns.length === 1);
  value(await ana.device.act(pair, reworded(turns[0] as SaidTurn, { text: 'A grey cat.' })));
  expect(turns[0]?.id).toBe(id);
  await world.startServer();
  await wordsIn(bo.device, pair, ['A grey cat.']);
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
      await spaceOf(device, pair, (view) => view.turns.some(({ state }) => state === 'withdrawn'));
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

test('a place that is full says so, and what was not sent can be taken back', async () => {
  await world.close();
  world = await createWorld({ config: { megabytesPerPerson: 1 } });
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  const id = value(await ana.device.bring(pair, picture('A cat.', 9 * partLength)));
  const { failed } = await spaceOf(ana.device, pair, (view) => id in view.failed);
  expect(failed[id]).toBe('blobs-full');
  value(await ana.device.discard(pair, id));
  value(await ana.device.bring(pair, picture('A kitten.', partLength)));
  await wordsIn(bo.device, pair, ['A kitten.']);
});

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

describe('a server that lies about a picture', () => {
  const other = (part: Bytes) => Uint8Array.from(part, (byte, at) => (at === 100 ? byte ^ 1 : byte));
  const lies: readonly [string, Lies][] = [
    ['changes a bit', { readBlob: ({ length, part }) => ({ length, part: other(part) }) }],
    ['cuts it off', { readBlob: ({ part }) => ({ length: part.length, part }) }],
    ['says another length', { readBlob: ({ length, part }) => ({ length: length + 1, part }) }],
    ['hands out too little', { readBlob: ({ length, part }) => ({ length, part: part.slice(1) }) }],
  ];

  test.each(lies)('and %s is found out, and nothing is shown; an honest one mends it', async (_name, lie) => {
    const cat = picture('A cat.');
    value(await ana.device.bring(pair, cat));
    const [turn] = await settled(bo.device);
    bo.device.close();
    const fooled = world.device(bo.store, lying(lie));
    await settled(fooled);
    expectRefused(await fooled.file(pair, turn!.id), 'file-differs');
    expect(await filesIn(bo.store)).toBe(0);
    fooled.close();
    const honest = world.device(bo.store);
    await settled(honest);
    expect(value(await honest.file(pair, turn!.id))).toEqual(cat.bytes);
  });

  test('and hands out another picture in its place is found out', async () => {
    const ids: EventId[] = [];
    for (const name of ['A cat.', 'A dog.']) value(await ana.device.bring(pair, picture(name)));
    for (const { id } of await settled(bo.device, 2)) ids.push(id);
    bo.device.close();
    const swapped: Uint8Array[] = [];
    const fooled = world.device(bo.store, (fetch) => async (address, init) => {
      const isRead = address.endsWith('/blobs') && init.method === 'POST' && init.body instanceof Uint8Array;
      if (!isRead) return fetch(address, init);
      swapped.push(init.body as Uint8Array);
      // The request for the first picture, and in its place the one for the second.
      return fetch(address, { ...init, body: swapped[0]! as Uint8Array<ArrayBuffer> });
    });
    await settled(fooled, 2);
    const answers = [await fooled.file(pair, ids[0]!), await fooled.file(pair, ids[1]!)];
    expectRefused(answers[1]!, 'file-differs');
  });

  test('and says that it keeps nothing of what it takes, is not asked without end', async () => {
    let asked = 0;
    ana.device.close();
    const device = world.device(ana.store, (fetch) => (address, init) => {
      if (address.endsWith('/blobs') && init.method === 'PUT') asked += 1;
      return lying({ putBlob: () => ({ parts: 0 }) })(fetch)(address, init);
    });
    await spaceOf(device, pair, ({ situation }) => situation === 'open');
    value(await device.bring(pair, picture('A cat.')));
    await vi.waitFor(() => expect(asked).toBeGreaterThanOrEqual(2), 10_000);
    value(await device.act(pair, said({ text: 'Still here.' })));
    await wordsIn(bo.device, pair, ['Still here.']);
    expect(asked).toBeLessThan(10);
  });
});
