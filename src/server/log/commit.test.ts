import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { day, minute } from '#kernel/time.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { boxFor, changing, joining, leaving, opening, opensOf, say } from '#tests/house/spaces.ts';
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

const raise = () => ({ raise: { secret: randomBytes(32) } });

describe('opening a space', () => {
  test('puts it among the opener’s spaces, and nobody else’s', async () => {
    const opened = await opening(ana.peer, 'solo');
    const { seq } = await ana.call('openSpace', opened.request);
    expect(seq).toBe(1);
    const { heads } = await ana.call('heads', {});
    expect(heads.at(-1)).toMatchObject({ space: opened.made.commit.space, kind: 'solo', seq: 1 });
    expect((await bo.call('heads', {})).heads).toHaveLength(1);
  });

  test('sent twice opens one', async () => {
    const opened = await opening(ana.peer, 'solo');
    const first = await ana.call('openSpace', opened.request);
    expect(await ana.call('openSpace', opened.request)).toEqual(first);
    expect((await ana.call('heads', {})).heads).toHaveLength(2);
  });

  test('is not done in somebody else’s name', async () => {
    const opened = await opening(ana.peer, 'solo');
    expect(await bo.ask('openSpace', opened.request)).toMatchObject({ code: 'not-a-member', notInLog: true });
  });

  test('never makes a second community', async () => {
    const opened = await opening(ana.peer, 'community');
    expect((await ana.ask('openSpace', opened.request)).code).toBe('commit-refused');
  });

  test('writes down its opener as their own chain says', async () => {
    const other = await makePeer();
    const line = { ...other.line, person: ana.peer.line.person };
    const opened = await opening({ ...other, line }, 'solo');
    expect((await ana.ask('openSpace', opened.request)).code).toBe('commit-refused');
  });

  test('is refused where its id is not its own', async () => {
    const one = await opening(ana.peer, 'solo');
    const { signature } = (await opening(ana.peer, 'solo')).made.signed;
    const request = { ...one.request, commit: { ...one.request.commit, signature } };
    expect((await ana.ask('openSpace', request)).code).toBe('signature-wrong');
  });
});

describe('boxes', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await openPair(ana, bo);
  });

  test('a new epoch leaves nobody outside', async () => {
    const raised = await changing(pair.place, ana.peer, raise());
    for (const [index] of raised.request.boxes.entries()) {
      const boxes = raised.request.boxes.toSpliced(index, 1);
      const told = await ana.ask('commit', { ...raised.request, boxes }, { place: pair.space });
      expect(told).toMatchObject({ code: 'boxes-missing', notInLog: true });
    }
    expect((await ana.ask('commit', raised.request, { place: pair.space })).code).toBeNull();
  });

  test('an invitation is opened together with its own box', async () => {
    const opens = await opensOf([await newInvitation()]);
    const made = await changing(community.place, ana.peer, { opens });
    const told = await ana.ask('commit', { ...made.request, boxes: [] }, { place: community.space });
    expect(told.code).toBe('boxes-missing');
  });

  test('a new epoch has boxes for open invitations too', async () => {
    const { place, space, invitation } = community;
    const earlier = { epoch: 1, secret: randomBytes(32) };
    const raised = await changing(place, ana.peer, { raise: { secret: randomBytes(32), earlier } });
    const boxes = raised.request.boxes.filter(
      ({ to }) => Buffer.compare(to, invitation.signKey.publicKey) !== 0,
    );
    expect(boxes).toHaveLength(3);
    expect((await ana.ask('commit', { ...raised.request, boxes }, { place: space })).code).toBe(
      'boxes-missing',
    );
  });

  test('there is none for somebody who is not here', async () => {
    const raised = await changing(pair.place, ana.peer, raise());
    const boxes = [...raised.request.boxes, boxFor(cai.peer.line.person, 2)];
    expect((await ana.ask('commit', { ...raised.request, boxes }, { place: pair.space })).code).toBe(
      'malformed',
    );
  });

  test('each fetches their own', async () => {
    const raised = await changing(pair.place, ana.peer, raise());
    await ana.call('commit', raised.request, { place: pair.space });
    for (const visitor of [ana, bo]) {
      const { boxes } = await visitor.call('boxes', {}, { place: pair.space });
      expect(boxes.map(({ epoch }) => epoch)).toEqual([1, 2]);
      expect(boxes.every(({ to }) => Buffer.compare(to, visitor.peer.line.person) === 0)).toBe(true);
      expect(raised.request.boxes).toContainEqual(boxes[1]);
    }
  });

  test('another may be left for a member, and lies beside the first', async () => {
    const rubbish = boxFor(ana.peer.line.person);
    await bo.call('leaveBox', rubbish, { place: pair.space });
    const { boxes } = await ana.call('boxes', {}, { place: pair.space });
    expect(boxes).toHaveLength(2);
    expect(boxes).toContainEqual(rubbish);
  });

  test('none is left for a stranger, nor for an epoch to come', async () => {
    const asking = { place: pair.space };
    expect((await bo.ask('leaveBox', boxFor(cai.peer.line.person), asking)).code).toBe('not-found');
    expect((await bo.ask('leaveBox', boxFor(ana.peer.line.person, 2), asking)).code).toBe('malformed');
  });
});

describe('two at once', () => {
  test('of two commits that race one is taken, and the other is told', async () => {
    const pair = await openPair(ana, bo);
    const [hers, his] = await Promise.all([
      changing(pair.place, ana.peer, raise()),
      changing(pair.place, bo.peer, raise()),
    ]);
    const told = await Promise.all([
      ana.ask('commit', hers.request, { place: pair.space }),
      bo.ask('commit', his.request, { place: pair.space }),
    ]);
    expect(told.map(({ code }) => code).toSorted()).toEqual(['commit-refused', null].toSorted());
    expect(told.find(({ code }) => code !== null)?.notInLog).toBe(true);
    const { entries } = await ana.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries).toHaveLength(1);
  });

  test('an event that races a new epoch is either before it or refused', async () => {
    const pair = await openPair(ana, bo);
    const raised = await changing(pair.place, ana.peer, raise());
    const events = await Promise.all(Array.from({ length: 10 }, () => say(pair.place, bo.peer)));
    const [, ...told] = await Promise.all([
      ana.ask('commit', raised.request, { place: pair.space }),
      ...events.map((event) => bo.ask('append', event, { place: pair.space })),
    ]);
    const { entries } = await ana.call('log', {}, { place: pair.space, query: '?after=2' });
    const epochAt = entries.findIndex(({ commit }) => commit !== undefined);
    expect(epochAt).toBe(entries.length - 1);
    expect(told.filter(({ code }) => code === null)).toHaveLength(epochAt);
    expect(told.every(({ code }) => code === null || code === 'epoch-old')).toBe(true);
  });

  test('an invitation lets one of two in', async () => {
    const invitation = await newInvitation();
    const opened = await opening(ana.peer, 'pair', [invitation]);
    await ana.call('openSpace', opened.request);
    const place = opened.made.commit.space;
    const told = await Promise.all(
      [bo, cai].map(async (visitor) => {
        const joined = await joining(opened.made.place, visitor.peer, invitation);
        return visitor.ask('commit', joined.request, { place });
      }),
    );
    expect(told.filter(({ code }) => code === null)).toHaveLength(1);
    expect(told.filter(({ code }) => code === 'invitation-used')).toHaveLength(1);
  });
});

describe('coming in', () => {
  let invitation: Invitation;
  let opened: Awaited<ReturnType<typeof opening>>;
  beforeEach(async () => {
    invitation = await newInvitation();
    opened = await opening(ana.peer, 'pair', [invitation]);
    await ana.call('openSpace', opened.request);
  });
  const comeIn = async (visitor: Visitor, by = invitation) => {
    const joined = await joining(opened.made.place, visitor.peer, by).catch(() => null);
    return visitor.ask('commit', joined!.request, { place: opened.made.commit.space });
  };

  test('after a week it is too late, whatever the opener’s clock said', async () => {
    community.house.clock.now += 7 * day + minute;
    expect(await comeIn(bo)).toMatchObject({ status: 410, code: 'invitation-expired' });
  });

  test('within the week it is not', async () => {
    community.house.clock.now += 5 * day;
    expect((await comeIn(bo)).code).toBeNull();
  });

  test('once it was closed it is too late', async () => {
    const closes = [invitation.signKey.publicKey];
    const closed = await changing(opened.made.place, ana.peer, { closes });
    await ana.call('commit', closed.request, { place: opened.made.commit.space });
    expect((await comeIn(bo)).code).toBe('invitation-expired');
  });

  test('once its opener has left it is too late', async () => {
    await ana.call('leave', await leaving(opened.made.place, ana.peer), { place: opened.made.commit.space });
    expect((await comeIn(bo)).code).toBe('invitation-expired');
  });

  test('somebody without an invitation finds nothing there', async () => {
    const change = await changing(opened.made.place, ana.peer, raise());
    const told = await cai.ask('commit', change.request, { place: opened.made.commit.space });
    expect(told).toMatchObject({ status: 404, code: 'not-a-member' });
    expect(await cai.ask('commit', change.request, { place: randomBytes(32) })).toEqual(told);
  });

  test('nobody comes in with somebody else’s yes', async () => {
    const joined = await joining(opened.made.place, bo.peer, invitation);
    const told = await cai.ask('commit', joined.request, { place: opened.made.commit.space });
    expect(told.code).toBe('not-a-member');
  });
});

describe('leaving', () => {
  test('is put into the next place, even while others write', async () => {
    const pair = await openPair(ana, bo);
    const left = await leaving(pair.place, bo.peer);
    const events = await Promise.all(Array.from({ length: 5 }, () => say(pair.place, ana.peer)));
    const [gone] = await Promise.all([
      bo.ask('leave', left, { place: pair.space }),
      ...events.map((event) => ana.ask('append', event, { place: pair.space })),
    ]);
    expect(gone.code).toBeNull();
    expect(await bo.call('leave', left, { place: pair.space })).toEqual(gone.value);
    expect((await bo.ask('log', {}, { place: pair.space })).code).toBe('not-a-member');
    expect((await bo.call('heads', {})).heads).toHaveLength(1);
  });

  test('is nobody else’s to do', async () => {
    const pair = await openPair(ana, bo);
    const told = await ana.ask('leave', await leaving(pair.place, bo.peer), { place: pair.space });
    expect(told).toMatchObject({ code: 'not-a-member', notInLog: true });
  });
});
