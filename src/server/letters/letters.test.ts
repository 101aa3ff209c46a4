import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomBytes } from '#crypto/suite.ts';
import { day } from '#kernel/time.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { lettersAmongFriendsPerDay } from '#server/letters/letters.ts';
import { foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { changing, joining, leaving, opensOf } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let cai: Visitor;

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo, cai } = community);
});
afterEach(() => community.house.close());

const knock = (from: Visitor, to: Visitor, sealed = randomBytes(100)) =>
  from.ask('leaveLetter', { to: to.peer.line.person, sealed });

describe('a letter', () => {
  test('lies there for the one it is for', async () => {
    const sealed = randomBytes(100);
    await knock(ana, bo, sealed);
    const at = Math.floor(community.house.clock.now / 60_000);
    expect(await bo.call('letters', {})).toEqual({
      letters: [{ id: 1, from: ana.peer.line.person, at, sealed }],
    });
    expect(await cai.call('letters', {})).toEqual({ letters: [] });
    expect(await ana.call('letters', {})).toEqual({ letters: [] });
    expect(await bo.call('letters', {}, { query: '?after=1' })).toEqual({ letters: [] });
  });

  test('has a number that says nothing about letters to others', async () => {
    await knock(ana, bo);
    await knock(bo, cai);
    expect((await cai.call('letters', {})).letters.map(({ id }) => id)).toEqual([1]);
  });

  test('is left only for people one shares a space with', async () => {
    const dee = community.house.visitor(await makePeer());
    expect(await knock(ana, dee)).toMatchObject({ status: 404, code: 'not-found' });
    await cai.call('leave', await leaving(community.place, cai.peer), { place: community.space });
    expect((await knock(ana, cai)).code).toBe('not-found');
    expect((await knock(cai, ana)).code).toBe('not-found');
    expect((await knock(ana, ana)).code).toBe('not-found');
  });

  test('is one between two people at a time, whoever wrote it', async () => {
    expect((await knock(ana, bo)).code).toBeNull();
    expect((await knock(ana, bo)).code).toBe('letter-open');
    expect((await knock(bo, ana)).code).toBe('letter-open');
    expect((await knock(bo, cai)).code).toBeNull();
  });

  test('lies there for thirty days, read or unread, and its sender hears the same either way', async () => {
    await knock(ana, bo);
    await knock(ana, cai);
    await bo.call('letters', {});
    for (const passed of [0, 29]) {
      community.house.clock.now += passed * day;
      expect((await knock(ana, bo)).code).toBe('letter-open');
      expect((await knock(ana, cai)).code).toBe('letter-open');
    }
    community.house.clock.now += day;
    expect(await bo.call('letters', {})).toEqual({ letters: [] });
    expect((await knock(ana, bo)).code).toBeNull();
    expect((await knock(ana, cai)).code).toBeNull();
  });

  test('is followed by one more, and then by none until the other knocks', async () => {
    const month = 31 * day;
    await knock(ana, bo);
    community.house.clock.now += month;
    expect((await knock(ana, bo)).code).toBeNull();
    community.house.clock.now += month;
    expect((await knock(ana, bo)).code).toBe('letter-last');
    expect((await knock(bo, ana)).code).toBeNull();
    community.house.clock.now += month;
    expect((await knock(ana, bo)).code).toBeNull();
  });
});

describe('between two who share a pair or a circle', () => {
  test('one letter does not wait for the other, until one of them has left', async () => {
    const pair = await openPair(ana, bo);
    for (const [from, to] of [
      [ana, bo],
      [bo, ana],
      [ana, bo],
    ] as const) {
      expect((await knock(from, to)).code).toBeNull();
    }
    await bo.call('leave', await leaving(pair.place, bo.peer), { place: pair.space });
    expect((await knock(ana, bo)).code).toBe('letter-open');
    expect((await knock(bo, ana)).code).toBe('letter-open');
  });

  test('there are fifty in a day, and none of them counts as asking twice', async () => {
    await openPair(ana, bo);
    for (let left = 0; left < lettersAmongFriendsPerDay; left++) await knock(ana, bo);
    expect((await knock(ana, bo)).code).toBe('letters-today');
    expect((await knock(ana, cai)).code).toBe('letters-today');
    expect((await knock(bo, ana)).code).toBeNull();
    community.house.clock.now += day;
    expect((await knock(ana, cai)).code).toBeNull();
  });
});

test('nobody leaves more than five letters a day', async () => {
  const invitations = await Promise.all([1, 2, 3, 4].map(() => newInvitation()));
  const opened = await changing(community.place, ana.peer, { opens: await opensOf(invitations) });
  await ana.call('commit', opened.request, { place: community.space });
  let { place } = opened.made;
  const others: Visitor[] = [bo, cai];
  for (const invitation of invitations) {
    const visitor = community.house.visitor(await makePeer());
    const joined = await joining(place, visitor.peer, invitation);
    await visitor.call('join', { account: visitor.peer.account, space: community.space, ...joined.request });
    ({ place } = joined.made);
    others.push(visitor);
  }
  const told = [];
  for (const other of others) told.push((await knock(ana, other)).code);
  expect(told).toEqual([null, null, null, null, null, 'letters-today']);
  community.house.clock.now += day;
  expect((await knock(ana, others[5]!)).code).toBeNull();
});
