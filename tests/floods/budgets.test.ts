import { afterEach, beforeEach, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import { concatBytes } from '#kernel/bytes.ts';
import { day, minute } from '#kernel/time.ts';
import { createAttempts } from '#server/people/attempts.ts';
import { createNonces } from '#server/people/nonces.ts';
import { passingInMemory } from '#server/store/passing-in-memory.ts';
import { seatsMost } from '#server/log/invited.ts';
import { foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { boxFor, changing, opensOf, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

/** How much of everything one person can leave with a server, however long they try. */
let community: Community;
let ana: Visitor;
let bo: Visitor;
let now: LogPlace;

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo, place: now } = community);
});
afterEach(() => community.house.close());

/** Opens so many seats in the community at once; the code of the refusal, or null. */
async function opensSeats(visitor: Visitor, many: number): Promise<string | null> {
  const seats = await Promise.all(Array.from({ length: many }, () => newInvitation()));
  const made = await changing(now, visitor.peer, { opens: await opensOf(seats) });
  const told = await visitor.ask('commit', made.request, { place: community.space });
  if (told.code === null) now = made.made.place;
  return told.code;
}

test('nobody has more than twenty invitations open, and others still have theirs', async () => {
  // One of Ana's is open from before.
  expect(await opensSeats(ana, 16)).toBeNull();
  expect(await opensSeats(ana, 4)).toBe('invitations-open');
  expect(await opensSeats(ana, 3)).toBeNull();
  expect(await opensSeats(ana, 1)).toBe('invitations-open');
  expect(await opensSeats(bo, 16)).toBeNull();
});

test('an invitation that was closed, or has had its week, makes room', async () => {
  expect(await opensSeats(ana, 16)).toBeNull();
  expect(await opensSeats(ana, seatsMost - 17)).toBeNull();
  const [seat] = now.state!.invitations;
  const closed = await changing(now, ana.peer, { closes: [seat!.signPk] });
  await ana.call('commit', closed.request, { place: community.space });
  now = closed.made.place;
  expect(await opensSeats(ana, 1)).toBeNull();
  expect(await opensSeats(ana, 1)).toBe('invitations-open');
  community.house.clock.now += 8 * day;
  expect(await opensSeats(ana, 1)).toBeNull();
});

test('a refused invitation is not in the log', async () => {
  const seats = await Promise.all(Array.from({ length: 16 }, () => newInvitation()));
  expect(await opensSeats(ana, 16)).toBeNull();
  const made = await changing(now, ana.peer, { opens: await opensOf(seats) });
  const told = await ana.ask('commit', made.request, { place: community.space });
  expect(told).toMatchObject({ status: 429, code: 'invitations-open', notInLog: true });
  const { head } = await bo.call('log', {}, { place: community.space });
  expect(head.hash).toEqual(now.hash);
});

test('however many boxes one member leaves for another, one of them lies there', async () => {
  const pair = await openPair(ana, bo);
  const before = (await bo.call('boxes', {}, { place: pair.space })).boxes.length;
  for (let times = 0; times < 30; times++) {
    await ana.call('leaveBox', boxFor(bo.peer.line.person), { place: pair.space });
  }
  expect((await bo.call('boxes', {}, { place: pair.space })).boxes.length).toBeLessThanOrEqual(before + 1);
});

test('a giant log is read by the page, and no page is larger than anybody can carry', async () => {
  const pair = await openPair(ana, bo);
  const body = () => concatBytes(randomBytes(60_000), randomBytes(60_000));
  const events = await Promise.all(
    Array.from({ length: 40 }, () => say(pair.place, ana.peer, { body: body() })),
  );
  for (const event of events) await ana.call('append', event, { place: pair.space });
  const read: number[] = [];
  for (let end = Infinity; read.length < end;) {
    const { entries, head } = await bo.call(
      'log',
      {},
      {
        place: pair.space,
        query: `?after=${read.at(-1) ?? 0}&limit=99999`,
      },
    );
    const bytes = entries.reduce((sum, { event }) => sum + (event?.body?.length ?? 0), 0);
    expect(bytes).toBeLessThan(2.5 * 1024 * 1024);
    expect(entries.length).toBeGreaterThan(0);
    read.push(...entries.map(({ seq }) => seq));
    end = head.seq;
  }
  expect(read).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
});

test('nonces and attempts that nobody comes back for are forgotten, the oldest first', async () => {
  const passing = passingInMemory();
  const nonces = createNonces(passing, () => 0);
  const attempts = createAttempts(passing, () => 0);
  const oldest = await nonces.issue();
  const first = await attempts.begin({ person: null, state: 'x' });
  let newest = oldest;
  for (let times = 0; times < 100_000; times++) newest = await nonces.issue();
  const last = await attempts.begin({ person: null, state: 'x' });
  expect(await nonces.spend(oldest)).toBe(false);
  expect(await nonces.spend(newest)).toBe(true);
  expect(await attempts.take(first)).toBeNull();
  expect(await attempts.take(last)).not.toBeNull();
});

test('a stranger at one address is let ask so often in ten minutes, and a member there goes on', async () => {
  await community.house.close();
  const limits = { personPerMinute: 1000, addressPerMinute: 40, triesPerHour: 10 };
  community = await foundCommunity({ limits });
  const stranger = community.house.visitor(community.cai.peer);
  const { clock } = community.house;
  // Those who came in have asked already from here; a minute later only what they asked while unknown still counts.
  clock.now += minute;
  const told: number[] = [];
  for (let times = 0; times < 45; times++) {
    clock.now += 2000;
    told.push((await stranger.ask('nonce', {})).status);
  }
  expect(told).toContain(429);
  expect((await community.ana.ask('heads', {})).status).toBe(200);
});
