import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { card, openPair, type Pair } from '#tests/house/house.ts';
import { freePort } from '#tests/house/free-port.ts';
import { makePeer } from '#tests/house/peer.ts';
import { joining, opening, say } from '#tests/house/spaces.ts';
import { Visitor } from '#tests/house/visitor.ts';
import { startChild, type Child } from './child.ts';
import { watch, type Deed } from './watched.ts';

let folder: string;
let server: Child;
let ana: Visitor;
let pair: Pair;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bothways-durable-'));
  server = await startChild(path.join(folder, 'data'), await freePort());
  ana = new Visitor(server, await makePeer());
  const bo = new Visitor(server, await makePeer());
  const invitation = await newInvitation();
  const opened = await opening(ana.peer, 'community', [invitation]);
  const token = textToBytes(server.token)!;
  await ana.call('found', { token, account: ana.peer.account, card, ...opened.request });
  const joined = await joining(opened.made.place, bo.peer, invitation);
  const { space } = opened.made.commit;
  await bo.call('join', { account: bo.peer.account, space, ...joined.request });
  pair = await openPair(ana, bo);
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Answers that were given while something written was not durable yet. */
function tooEarly(deeds: readonly Deed[]): number {
  let isOnlyWritten = false;
  let count = 0;
  for (const deed of deeds) {
    if (deed === 'answers' && isOnlyWritten) count += 1;
    if (deed !== 'answers') isOnlyWritten = deed === 'writes the log';
  }
  return count;
}

const times = (deeds: readonly Deed[], what: Deed) => deeds.filter((deed) => deed === what).length;

test('every answer comes after the disk has what it answers, one by one and many at once', async ({
  skip,
}) => {
  const alone = await watch(server.pid, path.join(folder, 'alone'));
  if (alone === null) return skip('not tried: this machine lets nobody watch a process');
  const one = await Promise.all(Array.from({ length: 10 }, () => say(pair.place, ana.peer)));
  for (const event of one) await ana.call('append', event, { place: pair.space });
  const singly = await alone.deeds();
  expect(times(singly, 'answers')).toBe(10);
  expect(times(singly, 'makes it durable')).toBeGreaterThanOrEqual(10);
  expect(tooEarly(singly)).toBe(0);

  const crowd = await watch(server.pid, path.join(folder, 'crowd'));
  const many = await Promise.all(Array.from({ length: 60 }, () => say(pair.place, ana.peer)));
  await Promise.all(many.map((event) => ana.call('append', event, { place: pair.space })));
  const together = await crowd!.deeds();
  expect(times(together, 'answers')).toBe(60);
  expect(tooEarly(together)).toBe(0);
  expect(times(together, 'makes it durable')).toBeGreaterThan(0);
});
