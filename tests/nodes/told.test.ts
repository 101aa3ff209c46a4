import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { textToBytes } from '#kernel/bytes.ts';
import { second } from '#kernel/time.ts';
import { keepHostLink } from '#server/host/link.ts';
import type { Surroundings } from '#server/main.ts';
import { NotStarted } from '#server/not-started.ts';
import { openDatabase } from '#server/store/postgres/open.ts';
import { kitProof } from '#tests/house/changing-account.ts';
import { card, foundCommunity, House, openPair, type Community } from '#tests/house/house.ts';
import { makePeer, wanted } from '#tests/house/peer.ts';
import { databaseUrl, emptyDatabase, type EmptyDatabase } from '#tests/house/postgres.ts';
import { leaving, say } from '#tests/house/spaces.ts';
import { Visitor, type Listening } from '#tests/house/visitor.ts';

let database: EmptyDatabase;
let community: Community;
let there: House;
let folder: string;
let open: Listening[];

/** A house that founded, and another on the same database, which is told nothing where `around` loses it. */
async function openBoth(around: Surroundings = {}): Promise<void> {
  database = await emptyDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'there-'));
  open = [];
  community = await foundCommunity({ databaseUrl: database.url });
  const from = path.join(community.house.config.dataFolder, 'opaque-setup');
  copyFileSync(from, path.join(folder, 'opaque-setup'));
  there = await House.open({ databaseUrl: database.url, dataFolder: folder }, around);
}

async function closeBoth(): Promise<void> {
  for (const listening of open) listening.close();
  await there.close();
  await community.house.close();
  await database.letGo();
  rmSync(folder, { recursive: true, force: true });
}

/** The same browser, sent to the other node. */
function across(visitor: Visitor): Visitor {
  const same = new Visitor(there, visitor.peer);
  for (const [name, value] of visitor.cookies) same.cookies.set(name, value);
  return same;
}

async function listenAcross(visitor: Visitor): Promise<Listening> {
  const listening = await across(visitor).listen();
  open.push(listening);
  expect(await listening.next()).toMatchObject({ event: 'heads' });
  return listening;
}

describe.skipIf(databaseUrl === null).each([
  ['that is told', {}],
  // Hears nothing of the others, and finds all of it in the store.
  [
    'to which every signal is lost',
    { sweepEvery: second / 2, signals: (signals) => ({ ...signals, hear: () => undefined }) },
  ],
] satisfies [string, Surroundings][])('a stream at another node, %s,', (_, around) => {
  beforeEach(() => openBoth(around));
  afterEach(closeBoth);

  test('tells what comes next, in its order and each once', async () => {
    const { ana, bo } = community;
    const pair = await openPair(ana, bo);
    const stream = await listenAcross(bo);
    const events = await Promise.all(Array.from({ length: 30 }, () => say(pair.place, ana.peer)));
    await Promise.all(events.map((event) => ana.call('append', event, { place: pair.space })));
    for (let seq = 3; seq <= 32; seq++) {
      expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { seq } } });
    }
  });

  test('tells somebody who leaves that they have left, and no more of that space', async () => {
    const { ana, bo } = community;
    const pair = await openPair(ana, bo);
    const stream = await listenAcross(bo);
    const leave = await leaving(pair.place, bo.peer);
    await bo.call('leave', leave, { place: pair.space });
    expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { leave } } });
    const event = await say(community.place, ana.peer);
    await ana.call('append', event, { place: community.space });
    expect(await stream.next()).toMatchObject({ event: 'entry', told: { entry: { event } } });
  });

  test('tells a newcomer of their new space, and those inside of the newcomer', async () => {
    const { ana, bo } = community;
    const [hers, his] = [await listenAcross(ana), await listenAcross(bo)];
    const { space } = await openPair(ana, bo);
    const heard = await hers.next();
    expect(heard).toMatchObject({ event: 'space', told: { space, kind: 'pair' } });
    // She may hear of it before he has come, or after.
    if (heard?.event === 'space' && heard.told.seq === 1)
      expect(await hers.next()).toMatchObject({ event: 'entry', told: { space, entry: { seq: 2 } } });
    expect(await his.next()).toMatchObject({ event: 'space', told: { space, seq: 2 } });
  });

  test('tells of letters, and of another card', async () => {
    const { ana, bo, house } = community;
    const stream = await listenAcross(bo);
    await ana.call('leaveLetter', { to: bo.peer.line.person, sealed: randomBytes(9) });
    expect(await stream.next()).toEqual({ event: 'letter', told: { id: 1 } });
    const token = await keptLink(house);
    await ana.call('changeCard', { token, card: { ...card, ages: 'All.' } });
    expect(await stream.next()).toMatchObject({ event: 'card' });
  });

  test('ends with its session', async () => {
    const { ana } = community;
    const stream = await listenAcross(ana);
    await ana.call('endSession', {});
    expect(await stream.next()).toBeNull();
    expect((await across(ana).ask('heads', {})).code).toBe('signed-out');
  });
});

/** As `bothways host` does it. */
async function keptLink({ clock }: House): Promise<Bytes> {
  const { store, signals } = wanted(await openDatabase(database.url, () => undefined));
  const token = await keepHostLink(store.passing, () => clock.now);
  await signals.close();
  await store.close();
  return token;
}

describe.skipIf(databaseUrl === null)('two nodes', () => {
  beforeEach(() => openBoth());
  afterEach(closeBoth);

  test('know at once who came and who left', async () => {
    const { ana, bo } = community;
    const pair = await openPair(ana, bo);
    const event = await say(pair.place, bo.peer);
    expect((await across(bo).ask('append', event, { place: pair.space })).value?.seq).toBe(3);
    await bo.call('leave', await leaving(pair.place, bo.peer), { place: pair.space });
    expect((await across(bo).ask('log', {}, { place: pair.space })).code).toBe('not-a-member');
    const late = await say(pair.place, ana.peer);
    expect((await across(ana).ask('append', late, { place: pair.space })).code).toBe('epoch-due');
  });

  test('give what is sent to both of them one place', async () => {
    const { ana, bo } = community;
    const pair = await openPair(ana, bo);
    const events = await Promise.all(Array.from({ length: 20 }, () => say(pair.place, ana.peer)));
    const sent = await Promise.all(
      events.flatMap((event) =>
        [ana, across(ana), ana].map((at) => at.call('append', event, { place: pair.space })),
      ),
    );
    expect(new Set(sent.map(({ seq }) => seq)).size).toBe(20);
    const { entries } = await across(bo).call('log', {}, { place: pair.space, query: '?after=2' });
    expect(entries.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 3));
  });

  test('count tries together', async () => {
    const nobody = await makePeer();
    const [here, elsewhere] = [new Visitor(community.house, nobody), new Visitor(there, nobody)];
    const lookup = randomBytes(32);
    const guess = async (at: Visitor) =>
      (await at.ask('openByKit', await kitProof(at, nobody.recoveryKey, lookup))).code;
    for (let tries = 1; tries <= 10; tries++)
      expect(await guess(tries % 2 === 0 ? here : elsewhere)).toBe('kit-unknown');
    expect(await guess(here)).toBe('too-many');
    expect(await guess(elsewhere)).toBe('too-many');
  });

  test('take a nonce once, whichever of them gave it', async () => {
    const { ana } = community;
    const proved = await kitProof(ana, ana.peer.recoveryKey);
    // What is signed names the address, and each of these two has its own.
    expect((await across(ana).ask('openByKit', proved)).code).toBe('kit-unknown');
    expect((await ana.ask('openByKit', proved)).code).toBe('kit-unknown');
    expect((await ana.ask('openByKit', await kitProof(ana, ana.peer.recoveryKey))).code).toBeNull();
  });

  test('open the same room to the host', async () => {
    const token = await keptLink(community.house);
    for (const at of [community.ana, across(community.ana)])
      expect((await at.ask('machineRoom', { token })).value).toMatchObject({ people: 3 });
  });

  test('do not start with another secret, or none', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'empty-'));
    const starting = House.open({ databaseUrl: database.url, dataFolder: empty });
    await expect(starting).rejects.toThrow(new NotStarted('setup-other'));
    expect(existsSync(path.join(empty, 'opaque-setup'))).toBe(false);
    rmSync(empty, { recursive: true, force: true });
  });
});

test.skipIf(databaseUrl === null)('any of the founding links opens, until one has', async () => {
  const empty = await emptyDatabase();
  const first = await House.open({ databaseUrl: empty.url });
  const carried = path.join(first.folder, 'carried');
  mkdirSync(carried);
  copyFileSync(path.join(first.config.dataFolder, 'opaque-setup'), path.join(carried, 'opaque-setup'));
  const next = await House.open({ databaseUrl: empty.url, dataFolder: carried });
  const nobody = await makePeer();
  const isOpen = async (at: House, of: House) => {
    const token = textToBytes(of.server.foundingLink?.split('#')[1] ?? '') ?? randomBytes(32);
    return (await new Visitor(at, nobody).call('founding', { token })).open;
  };
  expect(await isOpen(first, next)).toBe(true);
  expect(await isOpen(next, first)).toBe(true);
  await next.close();
  await first.close();
  await empty.letGo();
});
