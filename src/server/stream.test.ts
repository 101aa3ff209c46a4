import { createConnection } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { day } from '#kernel/time.ts';
import { foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { joining, leaving, opening, say } from '#tests/house/spaces.ts';
import type { Listening, Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
let open: Listening[];

beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo } = community);
  open = [];
});
afterEach(async () => {
  for (const listening of open) listening.close();
  await community.house.close();
});

const listen = async (visitor: Visitor): Promise<Listening> => {
  const listening = await visitor.listen();
  open.push(listening);
  return listening;
};

describe('a stream', () => {
  test('begins with where all my spaces stand', async () => {
    await openPair(ana, bo);
    const { heads } = await ana.call('heads', {});
    const stream = await listen(ana);
    expect(await stream.next()).toEqual({ event: 'heads', told: { heads } });
    expect(heads).toHaveLength(2);
  });

  test('tells everybody in a space what comes next, its author too, and nobody else', async () => {
    const pair = await openPair(ana, bo);
    const streams = await Promise.all([listen(ana), listen(bo), listen(community.cai)]);
    for (const stream of streams) await stream.next();
    const event = await say(pair.place, ana.peer);
    const { seq, hash, at } = await ana.call('append', event, { place: pair.space });
    const told = { event: 'entry', told: { space: pair.space, entry: { seq, at, event }, hash } };
    expect(await streams[0]!.next()).toEqual(told);
    expect(await streams[1]!.next()).toEqual(told);
    // What Cai hears next is what concerns Cai.
    await bo.call('leaveLetter', { to: community.cai.peer.line.person, sealed: randomBytes(10) });
    expect(await streams[2]!.next()).toEqual({ event: 'letter', told: { id: 1 } });
  });

  test('tells a newcomer of their new space, and those inside of the newcomer', async () => {
    const invitation = await newInvitation();
    const opened = await opening(ana.peer, 'pair', [invitation]);
    await ana.call('openSpace', opened.request);
    const [hers, his] = [await listen(ana), await listen(bo)];
    await Promise.all([hers.next(), his.next()]);
    const { space } = opened.made.commit;
    const joined = await joining(opened.made.place, bo.peer, invitation);
    const { seq, hash } = await bo.call('commit', joined.request, { place: space });
    expect(await his.next()).toEqual({ event: 'space', told: { space, kind: 'pair', seq, hash } });
    expect(await hers.next()).toMatchObject({
      event: 'entry',
      told: { entry: { commit: joined.request.commit } },
    });
  });

  test('tells a leaver’s other devices, and then no more of that space', async () => {
    const pair = await openPair(ana, bo);
    const stream = await listen(bo);
    await stream.next();
    const leave = await leaving(pair.place, bo.peer);
    await bo.call('leave', leave, { place: pair.space });
    expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { leave } } });
    const event = await say(community.place, ana.peer);
    await ana.call('append', event, { place: community.space });
    expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { event } } });
  });

  test('loses nothing of what happens while it is being opened', async () => {
    const pair = await openPair(ana, bo);
    const events = await Promise.all(Array.from({ length: 20 }, () => say(pair.place, ana.peer)));
    const [stream] = await Promise.all([
      listen(bo),
      ...events.map((event) => ana.call('append', event, { place: pair.space })),
    ]);
    const heads = await stream.next();
    expect(heads?.event).toBe('heads');
    const known = heads?.event === 'heads' ? heads.told.heads.at(-1)!.seq : 0;
    const heard = new Set<number>();
    while (!heard.has(22) && known < 22) {
      const next = await stream.next();
      if (next?.event === 'entry') heard.add(next.told.entry.seq);
    }
    for (let seq = known + 1; seq <= 22; seq++) expect(heard).toContain(seq);
  });

  test('ends with its session', async () => {
    const stream = await listen(ana);
    await stream.next();
    await ana.call('endSession', {});
    expect(await stream.next()).toBeNull();
  });

  test('is not opened for whoever is signed out', async () => {
    const { peer } = ana;
    const stranger = community.house.visitor(peer);
    expect((await listen(stranger)).response.status).toBe(401);
    community.house.clock.now += 91 * day;
    expect((await listen(ana)).response.status).toBe(401);
  });

  test('ends when the server stops', async () => {
    const stream = await listen(ana);
    await stream.next();
    await community.house.server.close();
    expect(await stream.next()).toBeNull();
    await community.house.start();
  });

  test('one person has twenty, and not more', async () => {
    for (let count = 1; count <= 20; count++) expect((await listen(ana)).response.status).toBe(200);
    expect((await listen(ana)).response.status).toBe(429);
    expect((await listen(bo)).response.status).toBe(200);
  });
});

test('whoever does not read is cut off', async () => {
  const pair = await openPair(ana, bo);
  const socket = createConnection(Number(new URL(community.house.origin).port), '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  socket.write(`GET /api/stream HTTP/1.1\r\nHost: localhost\r\nCookie: ${bo.cookie}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  // More than what the two ends of a connection hold for somebody who is slow.
  for (let round = 0; round < 20; round++) {
    const events = await Promise.all(
      Array.from({ length: 10 }, () => say(pair.place, ana.peer, { body: randomBytes(60_000) })),
    );
    await Promise.all(events.map((event) => ana.call('append', event, { place: pair.space })));
  }
  socket.resume();
  await ended;
});
