import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createSafe } from '#device/safe.ts';
import { memoryStore } from '#device/store/memory.ts';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { LogEntry } from '#protocol/api.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { expectRefused, stopped } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { copyDatabase } from '#tests/house/database-copy.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  type Person,
  type World,
} from '#tests/world.ts';

let world: World;
let copy: string;
afterEach(async () => {
  await world.close();
  await rm(copy, { recursive: true, force: true });
});

async function takeCopy(): Promise<void> {
  copy = await mkdtemp(path.join(tmpdir(), 'bothways-copy-'));
  await world.stopServer();
  await copyDatabase(world.folder, copy);
  await world.startServer();
}

async function putCopyBack(): Promise<void> {
  await world.stopServer();
  await copyDatabase(copy, world.folder);
  await world.startServer();
}

async function twoPeople(): Promise<{ ana: Person; bo: Person }> {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  return { ana, bo: await world.joiner(cast.bo.name, ana) };
}

/** A pair with one thing said, of which there is a copy. */
async function pairInTheCopy() {
  const { ana, bo } = await twoPeople();
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'In the copy.' })));
  await wordsIn(bo.device, pair, ['In the copy.']);
  await takeCopy();
  return { ana, bo, pair };
}

async function sayTo(pair: SpaceId, from: Person, text: string, to: Person, before: readonly string[]) {
  value(await from.device.act(pair, said({ text })));
  for (const { device } of [from, to]) await wordsIn(device, pair, [...before, text]);
}

/** What is shown is written down a moment later. */
async function writtenDown({ store }: Person, space: SpaceId, seq: number): Promise<void> {
  const safe = createSafe(store);
  for (let read = 0; read < seq;) read = (await safe.get('spaces', space))?.seq ?? 0;
}

/** Waits until a log is as long as it was. */
async function thereAgain(person: Person, space: SpaceId, length: number): Promise<void> {
  const { transport } = await handsOf(world, person);
  for (let read = 0; read < length;) {
    const answer = await transport.call('log', {}, { space });
    read = answer.ok ? answer.value.entries.length : 0;
  }
}

async function logOf(person: Person, space: SpaceId): Promise<readonly LogEntry[]> {
  const { transport } = await handsOf(world, person);
  return value(await transport.call('log', {}, { space })).entries;
}

describe('restored backup', () => {
  test('restored backup: who had read what is lost gives it back byte for byte, and all go on', async () => {
    const { ana, bo, pair } = await pairInTheCopy();
    await sayTo(pair, ana, 'After the copy.', bo, ['In the copy.']);
    await sayTo(pair, bo, 'That, too.', ana, ['In the copy.', 'After the copy.']);
    const before = await logOf(ana, pair);

    await putCopyBack();
    const all = ['In the copy.', 'After the copy.', 'That, too.', 'Anybody?'];
    await spaceOf(ana.device, pair, ({ situation }) => situation === 'open');
    value(await ana.device.act(pair, said({ text: 'Anybody?' })));
    for (const { device } of [ana, bo]) await wordsIn(device, pair, all);
    expect((await logOf(ana, pair)).slice(0, before.length)).toEqual(before);
  });

  test('one device that had read it is enough, and whoever had not been there reads it then', async () => {
    const { ana, bo, pair } = await pairInTheCopy();
    bo.device.close();
    value(await ana.device.act(pair, said({ text: 'While Bo was out.' })));
    await wordsIn(ana.device, pair, ['In the copy.', 'While Bo was out.']);
    await putCopyBack();
    const back = world.device(bo.store);
    await wordsIn(back, pair, ['In the copy.', 'While Bo was out.']);
  });

  test('who cannot give back says so and sends nothing, until somebody who can is there', async () => {
    const { ana, bo, pair } = await pairInTheCopy();
    await sayTo(pair, ana, 'After the copy.', bo, ['In the copy.']);
    await writtenDown(bo, pair, 6);
    for (const { device } of [ana, bo]) device.close();
    // As a device that read it before it kept entries as they came.
    const kept = await bo.store.list('received', pair);
    await bo.store.write(kept.map(({ key }) => ({ table: 'received', key })));
    await putCopyBack();

    const bos = world.device(bo.store);
    const { turns } = await stopped(bos, pair, 'forgot');
    expect(turns).toHaveLength(2);
    expectRefused(await bos.act(pair, said({ text: 'Anybody?' })), 'forgot');

    const anas = world.device(ana.store);
    await spaceOf(bos, pair, ({ situation }) => situation === 'open');
    value(await bos.act(pair, said({ text: 'There you are.' })));
    for (const device of [anas, bos])
      await wordsIn(device, pair, ['In the copy.', 'After the copy.', 'There you are.']);
  });

  test('what was taken back after the copy comes back without its words', async () => {
    const { ana, bo, pair } = await pairInTheCopy();
    await sayTo(pair, ana, 'Not for long.', bo, ['In the copy.']);
    const { turns } = await spaceOf(ana.device, pair, (view) => view.turns.length === 2);
    const turn = turns[1];
    if (turn?.state !== 'said') missing('something was said');
    value(await ana.device.act(pair, withdrawn(turn)));
    for (const { device } of [ana, bo]) await wordsIn(device, pair, ['In the copy.', null]);
    const before = await logOf(ana, pair);

    await putCopyBack();
    for (const { device } of [ana, bo]) await spaceOf(device, pair, ({ situation }) => situation === 'open');
    value(await bo.device.act(pair, said({ text: 'All right.' })));
    for (const { device } of [ana, bo]) await wordsIn(device, pair, ['In the copy.', null, 'All right.']);
    expect((await logOf(ana, pair)).slice(0, before.length)).toEqual(before);
  });

  test('a pair that began after the copy comes back with its keys, by whoever opened it', async () => {
    const { ana, bo } = await twoPeople();
    await takeCopy();
    const pair = await world.connect(ana, bo);
    await sayTo(pair, bo, 'Just begun.', ana, []);
    const before = await logOf(ana, pair);
    await putCopyBack();
    await thereAgain(ana, pair, before.length);
    value(await bo.device.act(pair, said({ text: 'Still here.' })));
    for (const { device } of [ana, bo]) await wordsIn(device, pair, ['Just begun.', 'Still here.']);
    expect((await logOf(ana, pair)).slice(0, before.length)).toEqual(before);

    // The boxes are lost for good, and a new device asks for another.
    const another = world.device(memoryStore());
    value(await another.signIn(bo.draft));
    await wordsIn(another, pair, ['Just begun.', 'Still here.']);
  });

  test('where another entry has taken a place it stops for good, and the two go on in a new pair', async () => {
    const { ana, bo, pair } = await pairInTheCopy();
    bo.device.close();
    value(await ana.device.act(pair, said({ text: 'Lost.' })));
    await wordsIn(ana.device, pair, ['In the copy.', 'Lost.']);
    ana.device.close();
    await putCopyBack();
    const bos = world.device(bo.store);
    value(await bos.act(pair, said({ text: 'In its place.' })));
    await wordsIn(bos, pair, ['In the copy.', 'In its place.']);

    const anas = world.device(ana.store);
    const { turns } = await stopped(anas, pair, 'fork');
    expect(turns).toHaveLength(2);
    expectRefused(await anas.act(pair, said({ text: 'And now?' })), 'fork');
    await viewOf(anas, 'community', ({ people }) =>
      people.some(({ person, connection }) => person === bo.id && connection === 'none'),
    );
  });
});
