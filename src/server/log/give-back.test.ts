import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventIdOf, logNext } from '#crypto/hash.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { verifyEntries, type LogPlace } from '#crypto/verify-entry.ts';
import { hour } from '#kernel/time.ts';
import type { LogEntry } from '#protocol/api.ts';
import type { SignedEvent } from '#protocol/envelope.ts';
import { givesPerHour } from '#server/spaces/write.ts';
import { foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { wanted } from '#tests/house/peer.ts';
import { changing, dropping, joining, leaving, opening, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let cai: Visitor;
let pair: Pair;

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo, cai } = community);
  pair = await openPair(ana, bo);
});
afterEach(() => community.house.close());

const at = 0;
type Part = Omit<LogEntry, 'seq' | 'at'>;

/** Entries that stood here once: made like any others, and never sent. */
async function lost(
  place: LogPlace,
  parts: readonly Part[],
): Promise<{ entries: LogEntry[]; after: LogPlace }> {
  const entries = parts.map((part, index) => ({ seq: place.seq + 1 + index, at, ...part }));
  return { entries, after: wanted(await verifyEntries(place, entries)).place };
}

const give = (visitor: Visitor, entries: LogEntry[], space = pair.space) =>
  visitor.ask('giveBack', { entries }, { place: space });

async function logFor(visitor: Visitor): Promise<readonly LogEntry[]> {
  return (await visitor.call('log', {}, { place: pair.space })).entries;
}

describe('what a server lost', () => {
  test.each([0, 1])(
    'is taken from anybody in the space, whoever wrote it, also with the names swapped',
    async (n) => {
      const [giver, author] = n === 0 ? [ana, bo] : [bo, ana];
      const { entries, after } = await lost(pair.place, [{ event: await say(pair.place, author.peer) }]);
      expect((await give(giver, entries)).value).toEqual({ seq: 3, hash: after.hash });
      expect((await logFor(author)).slice(2).map(({ event }) => event)).toEqual([entries[0]!.event]);
    },
  );

  test('stands there once, however often and by how many it is given', async () => {
    const { entries } = await lost(pair.place, [{ event: await say(pair.place, bo.peer) }]);
    const told = await Promise.all([ana, bo, ana, bo].map((giver) => give(giver, entries)));
    expect(new Set(told.map(({ value }) => value?.seq))).toEqual(new Set([3]));
    expect(await logFor(ana)).toHaveLength(3);
  });

  test('brings along who is in the space, and what may be written there next', async () => {
    const raised = await changing(pair.place, ana.peer, { raise: { secret: randomBytes(32) } });
    const leave = await leaving(raised.made.place, bo.peer);
    const { entries, after } = await lost(pair.place, [{ commit: raised.request.commit }, { leave }]);
    await ana.call('giveBack', { entries }, { place: pair.space });
    expect((await bo.ask('log', {}, { place: pair.space })).code).toBe('not-a-member');
    const refused = await ana.ask('append', await say(after, ana.peer), { place: pair.space });
    expect(refused.code).toBe('epoch-due');
    const drop = await dropping(pair.space, bo.peer, [randomBytes(32)]);
    expect((await bo.ask('drop', drop, { place: pair.space })).code).toBeNull();
  });

  test('is read at once by whoever had not read it before', async () => {
    const stream = await bo.listen();
    expect((await stream.next())?.event).toBe('heads');
    const { entries } = await lost(pair.place, [{ event: await say(pair.place, ana.peer) }]);
    await ana.call('giveBack', { entries }, { place: pair.space });
    expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { seq: 3 } } });
    stream.close();
  });

  test('keeps its minute as far as that can be true', async () => {
    const event = await say(pair.place, bo.peer);
    const [before] = (await logFor(ana)).slice(-1);
    const now = Math.floor(community.house.clock.now / 60_000);
    await ana.call('giveBack', { entries: [{ seq: 3, at: now + 10_000, event }] }, { place: pair.space });
    const [, , given] = await logFor(ana);
    expect(given!.at).toBe(now);
    expect(given!.at).toBeGreaterThanOrEqual(before!.at);
  });
});

describe('what a server never had', () => {
  const forged = ({ header, body }: SignedEvent): SignedEvent => ({
    header,
    signature: randomBytes(64),
    ...(body && { body }),
  });

  test.each([
    ['is signed by nobody', 'signature-wrong', async () => forged(await say(pair.place, bo.peer))],
    ['is by somebody who is not in', 'not-a-member', () => say(pair.place, cai.peer)],
    ['is of an epoch to come', 'epoch-old', () => say(pair.place, bo.peer, { epoch: 2 })],
    [
      'has seen another log',
      'seen-wrong',
      () => say(pair.place, bo.peer, { seen: { seq: 1, hash: randomBytes(32) } }),
    ],
  ] as const)('%s: refused, and nothing of what comes with it is taken', async (_what, code, make) => {
    const good = await say(pair.place, ana.peer);
    const entries = [
      { seq: 3, at, event: good },
      { seq: 4, at, event: await make() },
    ];
    expect((await give(ana, entries)).code).toBe(code);
    expect(await logFor(ana)).toHaveLength(2);
  });

  test('an entry at a place that another has taken is refused, and says so', async () => {
    const { entries } = await lost(pair.place, [{ event: await say(pair.place, ana.peer) }]);
    await bo.call('append', await say(pair.place, bo.peer), { place: pair.space });
    expect((await give(ana, entries)).code).toBe('place-taken');
  });

  test('an entry twice, and entries with a gap or in another order, are refused', async () => {
    const event = await say(pair.place, ana.peer);
    const twice = [3, 4].map((seq) => ({ seq, at, event }));
    expect((await give(ana, twice)).code).toBe('id-taken');
    expect((await give(ana, [{ seq: 4, at, event }])).code).toBe('malformed');
    expect((await give(ana, twice.toReversed())).code).toBe('malformed');
    await ana.call('giveBack', { entries: [twice[0]!] }, { place: pair.space });
    expect((await give(ana, [twice[1]!])).code).toBe('id-taken');
  });
});

describe('a body that is not there', () => {
  const bare = ({ header, signature }: SignedEvent) => ({ header, signature });

  test('is missed unless its own author let it go in what is given', async () => {
    const said = await say(pair.place, bo.peer);
    const id = eventIdOf(said.header);
    const then: LogPlace = { ...pair.place, seq: 3, hash: logNext(pair.place.hash, id) };
    expect((await give(ana, [{ seq: 3, at, event: bare(said) }])).code).toBe('malformed');
    const byAnother = await say(then, ana.peer, { drops: [id] });
    const withAnothers = [
      { seq: 3, at, event: bare(said) },
      { seq: 4, at, event: byAnother },
    ];
    expect((await give(ana, withAnothers)).code).toBe('malformed');

    const byBo = await say(then, bo.peer, { drops: [id] });
    const withOwn = [
      { seq: 3, at, event: bare(said) },
      { seq: 4, at, event: byBo },
    ];
    expect((await give(ana, withOwn)).code).toBeNull();
    expect((await logFor(bo))[2]!.event).toEqual(bare(said));
  });

  test('goes where the entry that lets it go comes back', async () => {
    const said = await say(pair.place, bo.peer);
    const { seq, hash } = await bo.call('append', said, { place: pair.space });
    const letting = await say({ ...pair.place, seq, hash }, bo.peer, { drops: [eventIdOf(said.header)] });
    await ana.call('giveBack', { entries: [{ seq: 4, at, event: letting }] }, { place: pair.space });
    expect((await logFor(ana))[2]!.event).toEqual(bare(said));
  });
});

describe('a space that is not there any more', () => {
  test('comes back by whoever is in it after what they give, and by nobody else', async () => {
    const seat = await newInvitation();
    const opened = await opening(ana.peer, 'pair', [seat]);
    const joined = await joining(opened.made.place, bo.peer, seat);
    const { space } = opened.made.commit;
    const first = { seq: 1, at, commit: opened.request.commit };
    const second = { seq: 2, at, commit: joined.request.commit };
    expect((await give(cai, [first, second], space)).code).toBe('not-a-member');
    expect((await give(bo, [first], space)).code).toBe('not-a-member');
    expect((await give(bo, [first, second], space)).code).toBeNull();
    for (const visitor of [ana, bo]) {
      const { heads } = await visitor.call('heads', {});
      expect(heads.map((head) => Buffer.from(head.space).toString('hex'))).toContain(
        Buffer.from(space).toString('hex'),
      );
    }
  });

  test('is never a second community', async () => {
    const opened = await opening(ana.peer, 'community');
    const first = { seq: 1, at, commit: opened.request.commit };
    expect((await give(ana, [first], opened.made.commit.space)).code).toBe('not-a-member');
  });
});

test('so much is given back in an hour, and then again', async () => {
  const { entries } = await lost(pair.place, [{ event: await say(pair.place, bo.peer) }]);
  for (let times = 0; times < givesPerHour; times++) expect((await give(ana, entries)).code).toBeNull();
  expect((await give(ana, entries)).code).toBe('too-many');
  expect((await give(bo, entries)).code).toBeNull();
  community.house.clock.now += hour;
  expect((await give(ana, entries)).code).toBeNull();
});
