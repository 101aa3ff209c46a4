import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newOnce } from '#device/outbox/act.ts';
import type { FileToBring } from '#device/device.ts';
import type { Store } from '#device/store/store.ts';
import { said } from '#domain/conversation/said.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import { lying, type Lies } from '#tests/attacks/lying.ts';
import { expectRefused } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, wordsIn, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
/** Two pictures that Ana showed and Bo never looked at, and what is in both. */
let cat: EventId;
let dog: EventId;
const bytes: Bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);

function picture(description: string): FileToBring {
  const size = { type: 'image/jpeg', width: 640, height: 480 } as const;
  return { sort: 'picture', once: newOnce(), bytes, description, note: '', ...size };
}

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  for (const name of ['A cat.', 'A dog.']) {
    value(await ana.device.bring(pair, picture(name)));
    await spaceOf(bo.device, pair, ({ turns }) =>
      turns.some((turn) => turn.state === 'said' && turn.text === name),
    );
  }
  const { turns } = await wordsIn(bo.device, pair, ['A cat.', 'A dog.']);
  [cat, dog] = [turns[0]!.id, turns[1]!.id];
  bo.device.close();
}, 60_000);
afterAll(() => world.close());

async function filesIn(store: Store): Promise<number> {
  const lists = await Promise.all([store.list('files', ''), store.list('parts', '')]);
  return lists.flat().length;
}

const flipped = (part: Bytes) => Uint8Array.from(part, (byte, at) => (at === 100 ? byte ^ 1 : byte));
const lies: readonly [string, Lies][] = [
  ['changes a bit of it', { readBlob: ({ length, part }) => ({ length, part: flipped(part) }) }],
  ['cuts it off', { readBlob: ({ part }) => ({ length: part.length, part }) }],
  ['says another length', { readBlob: ({ length, part }) => ({ length: length + 1, part }) }],
  ['hands out too little', { readBlob: ({ length, part }) => ({ length, part: part.slice(1) }) }],
];

test.each(lies)(
  'spoilt blob: a server that %s is found out, and nothing is shown or kept',
  async (_name, lie) => {
    const fooled = world.device(bo.store, lying(lie));
    await wordsIn(fooled, pair, ['A cat.', 'A dog.']);
    expectRefused(await fooled.file(pair, cat), 'file-differs');
    expect(await filesIn(bo.store)).toBe(0);
    fooled.close();
  },
);

test('swapped blob: another picture in the place of one is found out, and an honest server mends it', async () => {
  let first: BodyInit | null = null;
  const fooled = world.device(bo.store, (fetch) => (address, init) => {
    if (!address.endsWith('/blobs') || init.method !== 'POST') return fetch(address, init);
    // Whatever is asked for, this is the answer to what was asked for first.
    first ??= init.body ?? null;
    return fetch(address, { ...init, body: first });
  });
  await wordsIn(fooled, pair, ['A cat.', 'A dog.']);
  await fooled.file(pair, cat);
  expectRefused(await fooled.file(pair, dog), 'file-differs');
  fooled.close();
  const honest = world.device(bo.store);
  await wordsIn(honest, pair, ['A cat.', 'A dog.']);
  for (const turn of [cat, dog]) expect(value(await honest.file(pair, turn))).toEqual(bytes);
});

test('a server that says it keeps nothing of what it takes is not asked without end', async () => {
  let asked = 0;
  ana.device.close();
  const device = world.device(ana.store, (fetch) => (address, init) => {
    if (address.endsWith('/blobs') && init.method === 'PUT') asked += 1;
    return lying({ putBlob: () => ({ parts: 0 }) })(fetch)(address, init);
  });
  await wordsIn(device, pair, ['A cat.', 'A dog.']);
  const id = value(await device.bring(pair, picture('A bird.')));
  await vi.waitFor(() => expect(asked).toBeGreaterThanOrEqual(2), 10_000);
  value(await device.act(pair, said({ text: 'Still here.' })));
  await spaceOf(device, pair, ({ turns }) => turns.some((turn) => turn.id !== id && !turn.pending));
  expect(asked).toBeLessThan(20);
});
