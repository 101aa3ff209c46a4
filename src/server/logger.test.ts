import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesToText } from '#kernel/bytes.ts';
import { createLogger } from './logger.ts';
import { StoreAway } from './store/store.ts';
import { foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { say } from '#tests/house/spaces.ts';

let community: Community;
beforeAll(async () => {
  community = await foundCommunity();
});
afterAll(() => community.house.close());

test('a log says which doors were used and nothing about anybody', async () => {
  const { house, ana, bo } = community;
  const pair = await openPair(ana, bo);
  const event = await say(pair.place, ana.peer);
  await ana.call('append', event, { place: pair.space });
  await ana.ask('log', {}, { place: pair.space, query: '?after=1' });
  await fetch(`${house.origin}/spaces/${bytesToText(pair.space)}?words=of-somebody`);
  await fetch(`${house.origin}/api/of-somebody`, { method: 'POST' });
  const listening = await ana.listen();
  await listening.next();
  listening.close();

  const lines = house.lines.join('');
  expect(
    house.lines.every((line) => /^(GET|POST|PUT|DELETE|other) [A-Za-z]+ \d{3} [\d.]+ms\n$/.test(line)),
  ).toBe(true);
  for (const door of ['found', 'join', 'openSpace', 'commit', 'append', 'log', 'stream']) {
    expect(lines).toContain(` ${door} 200 `);
  }
  expect(lines).toContain('GET page 404 ');
  expect(lines).not.toContain('of-somebody');
  expect(lines).not.toMatch(/127\.0\.0\.1|::1/);
  for (const id of [pair.space, ana.peer.line.person, bo.peer.line.person]) {
    expect(lines).not.toContain(bytesToText(id));
  }
});

test('trouble says where and what sort it was, not what it was about', () => {
  const lines: string[] = [];
  createLogger((line) => lines.push(line)).trouble('append', new RangeError('the words of somebody'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^trouble in append: RangeError \| at /);
  expect(lines[0]).not.toContain('somebody');
});

test('trouble names the sort of what caused it, which is what a machine’s keeper can look for', () => {
  const lines: string[] = [];
  const cause = Object.assign(new Error('the words of somebody'), { code: 'SQLITE_FULL' });
  createLogger((line) => lines.push(line)).trouble('append', new StoreAway(cause));
  expect(lines[0]).toMatch(/^trouble in append: StoreAway SQLITE_FULL \| at /);
  expect(lines[0]).not.toContain('somebody');
});
