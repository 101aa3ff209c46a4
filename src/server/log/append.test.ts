import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventIdOf } from '#crypto/hash.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { changing, leaving, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let pair: Pair;

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo } = community);
  pair = await openPair(ana, bo);
});
afterEach(() => community.house.close());

const after = (place: LogPlace, { seq, hash }: { seq: number; hash: LogPlace['hash'] }): LogPlace => ({
  ...place,
  seq,
  hash,
});

describe('what somebody says', () => {
  test('gets the next place, and both read it there', async () => {
    const event = await say(pair.place, ana.peer);
    const { seq, hash, at } = await ana.call('append', event, { place: pair.space });
    expect({ seq, at }).toEqual({ seq: 3, at: Math.floor(community.house.clock.now / 60_000) });
    for (const reader of [ana, bo]) {
      const page = await reader.call('log', {}, { place: pair.space, query: '?after=2' });
      expect(page).toEqual({ entries: [{ seq, at, event }], head: { seq, hash } });
    }
  });

  test('is read without its body where only those of later places are asked for', async () => {
    const first = await say(pair.place, ana.peer);
    const told = await ana.call('append', first, { place: pair.space });
    const second = await say(after(pair.place, told), ana.peer);
    await ana.call('append', second, { place: pair.space });
    const read = async (query: string) => {
      const { entries } = await bo.call('log', {}, { place: pair.space, query });
      return entries.map(({ event }) => event);
    };
    const { body: _leftOut, ...outside } = first;
    expect(await read('?after=2&bodies=1')).toEqual([outside, second]);
    expect(await read('?after=2&bodies=2')).toEqual([first, second]);
    expect(await read('?after=2&bodies=all')).toEqual([first, second]);
  });

  test('stands there once, however often it is sent, and every answer is the first', async () => {
    const event = await say(pair.place, ana.peer);
    const first = await ana.call('append', event, { place: pair.space });
    community.house.clock.now += 3_600_000;
    const again = await Promise.all([1, 2, 3].map(() => ana.call('append', event, { place: pair.space })));
    expect(again).toEqual([first, first, first]);
    const { entries } = await bo.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries).toHaveLength(1);
  });

  test('sent twice at the same moment still stands there once', async () => {
    const event = await say(pair.place, ana.peer);
    const [one, other] = await Promise.all(
      [1, 2].map(() => ana.call('append', event, { place: pair.space })),
    );
    expect(one).toEqual(other);
  });

  test('keeps its answer after its author has left', async () => {
    const event = await say(pair.place, ana.peer);
    const first = await ana.call('append', event, { place: pair.space });
    await ana.call('leave', await leaving(pair.place, ana.peer), { place: pair.space });
    expect(await ana.call('append', event, { place: pair.space })).toEqual(first);
    const new_ = await ana.ask('append', await say(pair.place, ana.peer), { place: pair.space });
    expect(new_).toMatchObject({ status: 404, code: 'not-a-member', notInLog: true });
  });

  test('keeps its answer after its epoch is over', async () => {
    const event = await say(pair.place, ana.peer);
    const first = await ana.call('append', event, { place: pair.space });
    const raised = await changing(after(pair.place, first), bo.peer, { raise: { secret: randomBytes(32) } });
    await bo.call('commit', raised.request, { place: pair.space });
    expect(await ana.call('append', event, { place: pair.space })).toEqual(first);
  });

  test('by many at once gets places without a gap, each seen by the next reader', async () => {
    const events = await Promise.all(
      Array.from({ length: 40 }, (_, index) => say(pair.place, index % 2 === 0 ? ana.peer : bo.peer)),
    );
    const answers = await Promise.all(
      events.map((event, index) => (index % 2 === 0 ? ana : bo).call('append', event, { place: pair.space })),
    );
    expect(answers.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 3),
    );
    const { entries } = await ana.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries.map(({ event }) => event)).toEqual(
      answers
        .map(({ seq }, index) => ({ seq, event: events[index] }))
        .toSorted((a, b) => a.seq - b.seq)
        .map(({ event }) => event),
    );
  });

  test('is there again after a restart', async () => {
    const event = await say(pair.place, ana.peer);
    const first = await ana.call('append', event, { place: pair.space });
    await community.house.restart();
    const page = await bo.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(page.entries).toEqual([{ seq: first.seq, at: first.at, event }]);
    const next = await bo.call('append', await say(after(pair.place, first), bo.peer), { place: pair.space });
    expect(next.seq).toBe(first.seq + 1);
  });
});

describe('is refused, and not in the log', () => {
  const refused = async (visitor: Visitor, event: Awaited<ReturnType<typeof say>>) => {
    const told = await visitor.ask('append', event, { place: pair.space });
    const { entries } = await ana.call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries).toEqual([]);
    expect(told.notInLog).toBe(true);
    return told.code;
  };

  test('what was signed by somebody else', async () => {
    const event = await say(pair.place, ana.peer);
    const { signature } = await say(pair.place, bo.peer);
    expect(await refused(ana, { ...event, signature })).toBe('signature-wrong');
  });

  test('what another member sends as if it were theirs to send', async () => {
    expect(await refused(bo, await say(pair.place, ana.peer))).toBe('not-a-member');
  });

  test('a body that is not the one that was signed', async () => {
    expect(await refused(ana, { ...(await say(pair.place, ana.peer)), body: randomBytes(300) })).toBe(
      'malformed',
    );
  });

  test('an event without a body', async () => {
    const { header, signature } = await say(pair.place, ana.peer);
    expect(await refused(ana, { header, signature })).toBe('malformed');
  });

  test('what claims to have seen another log', async () => {
    const seen = { seq: pair.place.seq, hash: randomBytes(32) };
    expect(await refused(ana, await say(pair.place, ana.peer, { seen }))).toBe('seen-wrong');
  });

  test('what claims to have seen a place that is not there yet', async () => {
    const seen = { seq: 99, hash: randomBytes(32) };
    expect(await refused(ana, await say(pair.place, ana.peer, { seen }))).toBe('seen-wrong');
  });

  test('an earlier place under a hash that stood somewhere else', async () => {
    const seen = { seq: 1, hash: pair.place.hash };
    expect(await refused(ana, await say(pair.place, ana.peer, { seen }))).toBe('seen-wrong');
  });

  test('an epoch that is not the current one', async () => {
    expect(await refused(ana, await say(pair.place, ana.peer, { epoch: 2 }))).toBe('epoch-old');
  });

  test('a commit that is not of this epoch', async () => {
    expect(await refused(ana, await say(pair.place, ana.peer, { commit: randomBytes(32) }))).toBe(
      'epoch-old',
    );
  });

  test('what belongs to another space', async () => {
    const other = await say(community.place, ana.peer);
    expect(await refused(ana, other)).toBe('malformed');
  });
});

describe('when somebody has left', () => {
  test('nothing is said in a pair until there is a new epoch', async () => {
    await bo.call('leave', await leaving(pair.place, bo.peer), { place: pair.space });
    const told = await ana.ask('append', await say(pair.place, ana.peer), { place: pair.space });
    expect(told).toMatchObject({ status: 409, code: 'epoch-due', notInLog: true });
  });

  test('in the community talking goes on', async () => {
    const { house, space, cai, place } = community;
    expect(house).toBeDefined();
    await cai.call('leave', await leaving(place, cai.peer), { place: space });
    const told = await ana.ask('append', await say(place, ana.peer), { place: space });
    expect(told.code).toBeNull();
  });
});

describe('what somebody withdraws', () => {
  const words = Buffer.from(randomBytes(200));

  test('is gone from the log and from the disk, and its place stays', async () => {
    const { house } = community;
    const said = await say(pair.place, ana.peer, { body: new Uint8Array(words) });
    const first = await ana.call('append', said, { place: pair.space });
    expect(house.onDisk().includes(words)).toBe(true);

    const drops = [eventIdOf(said.header)];
    const withdrawn = await say(after(pair.place, first), ana.peer, { drops });
    await ana.call('append', withdrawn, { place: pair.space });
    const { entries } = await bo.call('log', {}, { place: pair.space, query: '?after=2' });
    const { header, signature } = said;
    expect(entries[0]!.event).toEqual({ header, signature });
    await house.server.close();
    expect(house.onDisk().includes(words)).toBe(false);
    await house.start();
  });

  test('by somebody else stays as it was', async () => {
    const said = await say(pair.place, ana.peer);
    const first = await ana.call('append', said, { place: pair.space });
    const drops = [eventIdOf(said.header)];
    await bo.call('append', await say(after(pair.place, first), bo.peer, { drops }), { place: pair.space });
    const { entries } = await ana.call('log', {}, { place: pair.space, query: '?after=2&limit=1' });
    expect(entries).toEqual([{ seq: 3, at: first.at, event: said }]);
  });

  test('keeps its first answer', async () => {
    const said = await say(pair.place, ana.peer);
    const first = await ana.call('append', said, { place: pair.space });
    const drops = [eventIdOf(said.header)];
    await ana.call('append', await say(after(pair.place, first), ana.peer, { drops }), { place: pair.space });
    expect(await ana.call('append', said, { place: pair.space })).toEqual(first);
  });
});
