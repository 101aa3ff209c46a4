import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import { minute, toMinutes } from '#kernel/time.ts';
import { doors, instancePath, type DoorName } from '#protocol/api.ts';
import { addressLeftIn } from '#server/host/address.ts';
import { drawHostLink, hostLinkLasts } from '#server/host/link.ts';
import { card, foundCommunity, openPair, type Community } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let host: Visitor;

beforeEach(async () => {
  community = await foundCommunity();
  // Somebody at a browser of their own, signed in nowhere.
  host = community.house.visitor(await makePeer());
});
afterEach(() => community.house.close());

function linkOf(): Bytes {
  const { config, clock } = community.house;
  return drawHostLink(config.dataFolder, () => clock.now);
}

const nextCard = { ...card, boundByLaw: 'From now on, two of us are paid.' };
const instance = async () => (await fetch(community.house.origin + instancePath)).json();

describe('the link of the host', () => {
  test('opens the machine room while the server runs, for somebody who is no member', async () => {
    const token = linkOf();
    expect((await host.ask('machineRoom', { token })).status).toBe(200);
  });

  test('is good for fifteen minutes and not a minute more', async () => {
    const token = linkOf();
    community.house.clock.now += hostLinkLasts - minute;
    expect((await host.ask('machineRoom', { token })).status).toBe(200);
    community.house.clock.now += minute;
    expect(await host.ask('machineRoom', { token })).toMatchObject({ status: 410, code: 'host-link-spent' });
    expect((await host.ask('changeCard', { token, card: nextCard })).code).toBe('host-link-spent');
    expect((await instance()).card).toEqual(card);
  });

  test('does not last longer on a clock that was set back', async () => {
    const token = linkOf();
    community.house.clock.now -= 60 * minute;
    expect((await host.ask('machineRoom', { token })).code).toBe('host-link-spent');
  });

  test('opens nothing once a newer one was printed', async () => {
    const former = linkOf();
    const newer = linkOf();
    expect((await host.ask('machineRoom', { token: former })).code).toBe('host-link-spent');
    expect((await host.ask('machineRoom', { token: newer })).status).toBe(200);
  });

  test('makes nobody a member: every other door is as shut as before', async () => {
    await host.ask('machineRoom', { token: linkOf() });
    const members = (Object.keys(doors) as DoorName[]).filter(
      (name) => doors[name].who !== 'anyone' && doors[name].who !== 'host',
    );
    for (const name of members) expect((await host.ask(name, {} as never)).code).toBe('signed-out');
  });

  test('leaves nothing on the disk that would open the room', async () => {
    const token = bytesToText(linkOf());
    expect(community.house.onDisk().includes(token)).toBe(false);
    const { dataFolder } = community.house.config;
    expect(readFileSync(path.join(dataFolder, 'host-link'), 'utf8')).not.toContain(token);
  });

  test('leads to where the server listens, as long as it does', async () => {
    const { config, origin, server } = community.house;
    expect(addressLeftIn(config.dataFolder)).toBe(origin);
    await server.close();
    expect(addressLeftIn(config.dataFolder)).toBeNull();
    await community.house.start();
  });
});

describe('the machine room', () => {
  test('counts people, spaces and entries, and names none of them', async () => {
    const { ana, bo, house } = community;
    await openPair(ana, bo);
    const room = await host.call('machineRoom', { token: linkOf() });
    expect(room.people).toBe(3);
    expect(room.spaces).toEqual([
      { kind: 'community', count: 1 },
      { kind: 'pair', count: 1 },
    ]);
    expect(room.entries).toBe(5);
    expect(room.startedAt).toBe(toMinutes(house.clock.now));
    expect(room.storeBytes).toBeGreaterThan(0);
    const ids = [ana, bo].map(({ peer }) => bytesToText(peer.line.person));
    for (const id of [...ids, bytesToText(community.space)]) expect(JSON.stringify(room)).not.toContain(id);
  });
});

test('the machine room counts the streams that are open, and no longer those that ended', async () => {
  const { ana, bo } = community;
  const open = async () => (await host.call('machineRoom', { token: linkOf() })).streams;
  expect(await open()).toBe(0);
  const streams = [await ana.listen(), await ana.listen(), await bo.listen()];
  for (const stream of streams) await stream.next();
  expect(await open()).toBe(3);
  for (const stream of streams) stream.close();
  await expect.poll(open).toBe(0);
});

describe('a changed card', () => {
  test('stands at the door from then on, and the former one stays to be read', async () => {
    const writtenAt = toMinutes(community.house.clock.now);
    community.house.clock.now += 3 * minute;
    await host.call('changeCard', { token: linkOf(), card: nextCard });
    expect(await instance()).toMatchObject({ card: nextCard, cardWrittenAt: writtenAt + 3 });
    expect((await host.call('formerCards', {})).cards).toEqual([{ card, writtenAt }]);
  });

  test('in the same words is no change', async () => {
    await host.call('changeCard', { token: linkOf(), card });
    expect((await host.call('formerCards', {})).cards).toEqual([]);
  });

  test('has no gap: a line that says nothing is refused', async () => {
    const answer = await host.ask('changeCard', { token: linkOf(), card: { ...card, ages: ' ' } });
    expect(answer.code).toBe('malformed');
  });
});

test('what the host writes on the public page is public, and can be taken away again', async () => {
  await host.call('changePublicText', { token: linkOf(), text: 'We meet on Tuesdays.' });
  expect((await instance()).publicText).toBe('We meet on Tuesdays.');
  await host.call('changePublicText', { token: linkOf(), text: '' });
  expect((await instance()).publicText).toBe('');
});

test('the house says of itself how it is set up', async () => {
  expect((await instance()).settings).toEqual({
    behindProxy: false,
    log: 'doors',
    sessionDays: 90,
    deviceDays: 365,
    letterDays: 30,
  });
});
