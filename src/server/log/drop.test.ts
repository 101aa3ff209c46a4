import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventIdOf } from '#crypto/hash.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { dropping, leaving, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let pair: Pair;
let hers: Bytes;
let his: Bytes;

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo } = community);
  pair = await openPair(ana, bo);
  const [one, other] = [await say(pair.place, ana.peer), await say(pair.place, bo.peer)];
  await ana.call('append', one, { place: pair.space });
  await bo.call('append', other, { place: pair.space });
  [hers, his] = [eventIdOf(one.header), eventIdOf(other.header)];
});
afterEach(() => community.house.close());

const bodies = async (reader: Visitor) => {
  const { entries } = await reader.call('log', {}, { place: pair.space, query: '?after=2' });
  return entries.flatMap(({ event }) => (event === undefined ? [] : [event.body !== undefined]));
};

describe('somebody who left', () => {
  beforeEach(async () => {
    await bo.call('leave', await leaving(pair.place, bo.peer), { place: pair.space });
  });

  test('takes back what they said, and only that', async () => {
    await bo.call('drop', await dropping(pair.space, bo.peer, [hers, his]), { place: pair.space });
    expect(await bodies(ana)).toEqual([true, false]);
  });

  test('needs the key they last had there', async () => {
    const { drop } = await dropping(pair.space, bo.peer, [his]);
    const { signature } = await dropping(pair.space, ana.peer, [his]);
    const told = await bo.ask('drop', { drop, signature }, { place: pair.space });
    expect(told).toMatchObject({ code: 'signature-wrong', notInLog: true });
    expect(await bodies(ana)).toEqual([true, true]);
  });

  test('gets the first answer again', async () => {
    const drop = await dropping(pair.space, bo.peer, [his]);
    const first = await bo.call('drop', drop, { place: pair.space });
    expect(await bo.call('drop', drop, { place: pair.space })).toEqual(first);
  });
});

test('a member drops by an event, not here', async () => {
  const told = await bo.ask('drop', await dropping(pair.space, bo.peer, [his]), { place: pair.space });
  expect(told.code).toBe('not-a-member');
});

test('a stranger drops nothing', async () => {
  const { cai } = community;
  const told = await cai.ask('drop', await dropping(pair.space, cai.peer, [randomBytes(32)]), {
    place: pair.space,
  });
  expect(told).toMatchObject({ status: 404, code: 'not-a-member' });
});
