import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '#kernel/time.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { boxFor, leaving } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';
import { asksPerHour } from './ask-for-box.ts';
import { boxesPerHour } from './write.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let cai: Visitor;
let pair: Pair;

beforeEach(async () => {
  community = await foundCommunity({
    limits: { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 },
  });
  ({ ana, bo, cai } = community);
  pair = await openPair(ana, bo);
});
afterEach(() => community.house.close());

const askedOf = async (visitor: Visitor) => (await visitor.call('boxesAsked', {})).asked;
const ask = (visitor: Visitor, epoch = 1) => visitor.ask('askForBox', { epoch }, { place: pair.space });

test('whoever asks for a box is heard by those in the space, and by nobody else', async () => {
  const stream = await ana.listen();
  expect((await stream.next())?.event).toBe('heads');
  expect((await ask(bo)).code).toBeNull();
  expect((await stream.next())?.event).toBe('asked');
  stream.close();
  const asks = [{ space: pair.space, person: bo.peer.line.person, epoch: 1 }];
  expect(await askedOf(ana)).toEqual(asks);
  expect(await askedOf(bo)).toEqual(asks);
  expect(await askedOf(cai)).toEqual([]);
});

test('whoever is left a box hears of it, and says that it has opened', async () => {
  await ask(bo);
  const stream = await bo.listen();
  expect((await stream.next())?.event).toBe('heads');
  await ana.call('leaveBox', boxFor(bo.peer.line.person), { place: pair.space });
  expect((await stream.next())?.event).toBe('box');
  stream.close();
  expect(await askedOf(ana)).toHaveLength(1);
  await bo.call('boxOpened', { epoch: 1 }, { place: pair.space });
  expect(await askedOf(ana)).toEqual([]);
});

test('nobody says of somebody else that their box has opened', async () => {
  await ask(bo);
  await ana.call('boxOpened', { epoch: 1 }, { place: pair.space });
  expect(await askedOf(ana)).toHaveLength(1);
});

test('nobody asks for an epoch that has not begun', async () => {
  expect((await ask(bo, 2)).code).toBe('malformed');
});

test('an ask goes with whoever leaves', async () => {
  await ask(bo);
  await bo.call('leave', await leaving(pair.place, bo.peer), { place: pair.space });
  expect(await askedOf(ana)).toEqual([]);
});

test('somebody asks so often in an hour, and leaves so many boxes', async () => {
  for (let times = 0; times < asksPerHour; times++) expect((await ask(bo)).code).toBeNull();
  expect((await ask(bo)).code).toBe('too-many');
  expect((await ask(ana)).code).toBeNull();
  const box = boxFor(bo.peer.line.person);
  for (let times = 0; times < boxesPerHour; times++) await ana.call('leaveBox', box, { place: pair.space });
  expect((await ana.ask('leaveBox', box, { place: pair.space })).code).toBe('too-many');
  community.house.clock.now += day;
  expect((await ask(bo)).code).toBeNull();
});
