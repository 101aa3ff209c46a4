import { afterEach, expect, test } from 'vitest';
import { openBox } from '#crypto/epoch.ts';
import { randomBytes } from '#crypto/suite.ts';
import { createSafe } from '#device/safe.ts';
import { said } from '#domain/conversation/said.ts';
import { idToBytes, type SpaceId } from '#kernel/ids.ts';
import type { AnswerOf } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { boxSchema, type Box } from '#protocol/commit.ts';
import { handsOf, knownTo } from '#tests/attacks/hands.ts';
import { lying } from '#tests/attacks/lying.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, missing, spaceOf, value, wordsIn, type Person, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

async function twoWhoTalk() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Can you read this?' })));
  await wordsIn(bo.device, pair, ['Can you read this?']);
  return { ana, bo, pair };
}

/** Every box that lay there before is rubbish from now on; one that comes later is told as it is. */
async function spoiltBoxes(person: Person, pair: SpaceId) {
  const { transport } = await handsOf(world, person);
  const there = value(await transport.call('boxes', {}, { space: pair })).boxes;
  const isOld = (box: Box) => there.some(({ sealed }) => Buffer.compare(sealed, box.sealed) === 0);
  return ({ boxes }: AnswerOf<'boxes'>): AnswerOf<'boxes'> => ({
    boxes: boxes.map((box) => (isOld(box) ? { ...box, sealed: randomBytes(box.sealed.length) } : box)),
  });
}

test('rubbish box then repair: the device asks, another member leaves a box, and what waited opens', async () => {
  const { ana, bo, pair } = await twoWhoTalk();
  const boxes = await spoiltBoxes(bo, pair);
  for (const { device } of [ana, bo]) device.close();
  const device = world.device(undefined, lying({ boxes }));
  value(await device.signIn(bo.draft));
  const shut = await spaceOf(device, pair, ({ keyAsked }) => keyAsked);
  expect(shut.turns).toEqual([]);
  expect(shut.agreement.certain).toBe(false);

  world.device(ana.store);
  const open = await wordsIn(device, pair, ['Can you read this?']);
  expect(open.waiting).toBe(0);
  await spaceOf(device, pair, ({ keyAsked }) => !keyAsked);
  value(await device.act(pair, said({ text: 'Now I can.' })));
  await wordsIn(device, pair, ['Can you read this?', 'Now I can.']);
  await nobodyAsks(ana);
});

async function nobodyAsks(person: Person): Promise<void> {
  const { transport } = await handsOf(world, person);
  for (let asks = 1; asks > 0;) asks = value(await transport.call('boxesAsked', {})).asked.length;
}

test('rubbish box then repair: another device of the same person is enough', async () => {
  const { ana, bo, pair } = await twoWhoTalk();
  const boxes = await spoiltBoxes(bo, pair);
  ana.device.close();
  const device = world.device(undefined, lying({ boxes }));
  value(await device.signIn(bo.draft));
  await wordsIn(device, pair, ['Can you read this?']);
});

test('rubbish box then repair: a member who leaves rubbish keeps nobody out for whom another leaves a true one', async () => {
  const { ana, bo, pair } = await twoWhoTalk();
  const boxes = await spoiltBoxes(bo, pair);
  bo.device.close();
  ana.device.close();
  const device = world.device(undefined, lying({ boxes }));
  value(await device.signIn(bo.draft));
  await spaceOf(device, pair, ({ keyAsked }) => keyAsked);
  const { transport } = await handsOf(world, ana);
  const to = idToBytes(bo.id);
  value(await transport.call('leaveBox', { to, epoch: 1, sealed: randomBytes(80) }, { space: pair }));
  world.device(ana.store);
  await wordsIn(device, pair, ['Can you read this?']);
});

test('a server that says that somebody asks gains a box that opens to them alone', async () => {
  const { ana, bo, pair } = await twoWhoTalk();
  const cai = await world.joiner(cast.cai.name, ana);
  const left: Box[] = [];
  ana.device.close();
  const { place } = await knownTo(bo, pair);
  const space = place.state?.space ?? missing('a space');
  const asked = [bo, cai].map(({ id }) => ({ space, person: idToBytes(id), epoch: 1 }));
  world.device(ana.store, (fetch) => (address, init) => {
    if (address.endsWith('/boxes') && init.method === 'PUT') left.push(boxIn(init));
    return lying({ boxesAsked: () => ({ asked: [...asked, ...asked] }) })(fetch)(address, init);
  });
  while (left.length === 0) await new Promise((resolve) => setImmediate(resolve));
  value(await bo.device.act(pair, said({ text: 'Still just us.' })));
  await wordsIn(bo.device, pair, ['Can you read this?', 'Still just us.']);

  expect(left.map(({ to }) => to)).toEqual([idToBytes(bo.id)]);
  const opens = async (person: Person) => {
    const { me } = await handsOf(world, person);
    const record = (await createSafe(bo.store).get('spaces', pair)) ?? missing('the pair');
    const { number, prev, keyHash } = record.epochs[0] ?? missing('an epoch');
    const box = left[0] ?? missing('a box');
    return (await openBox({ box, sealKey: me.sealKey, keyHash, space, number, prev })).ok;
  };
  expect(await opens(bo)).toBe(true);
  expect(await opens(cai)).toBe(false);
});

function boxIn({ body }: RequestInit): Box {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : missing('a box is bytes');
  return value(fromCbor(boxSchema, bytes));
}
