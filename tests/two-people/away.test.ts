import { afterEach, expect, test } from 'vitest';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import { day } from '#kernel/time.ts';
import { createSafe } from '#device/safe.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsIn,
  wordsOf,
  type Person,
  type World,
} from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
let now: number;
afterEach(() => world.close());

/** Everybody's clock is this one, and it goes forward when somebody is away. */
async function twoConnected() {
  now = Date.now();
  world = await createWorld({ clock: () => now });
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

/** Without a line, writes these, and then the device is shut for a month. */
async function writesAndGoesAway(
  person: Person,
  pair: Parameters<Person['device']['act']>[0],
  texts: readonly string[],
) {
  await world.stopServer();
  await viewOf(person.device, 'device', ({ line }) => line.state === 'offline');
  for (const text of texts) value(await person.device.act(pair, said({ text })));
  person.device.close();
  await world.startServer();
  now += 30 * day;
}

test('what was written before thirty days without a line goes out after them, in its order and once', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await ana.device.act(pair, said({ text: 'Before.' })));
  await wordsIn(bo.device, pair, ['Before.']);
  await writesAndGoesAway(bo, pair, ['I am off now.', 'Write to you soon.']);
  value(await ana.device.act(pair, said({ text: 'Take your time.' })));

  const back = world.device(bo.store);
  for (const device of [ana.device, back]) {
    const { turns } = await spaceOf(
      device,
      pair,
      (view) => view.turns.length === 4 && view.turns.every(({ pending }) => !pending),
    );
    const byBo = turns.filter(({ author }) => author === bo.id);
    expect(byBo.map(wordsOf)).toEqual(['I am off now.', 'Write to you soon.']);
  }
  await viewOf(back, 'device', ({ unsent }) => !unsent);
});

test('a month in which the space got other keys changes nothing about what waits', async () => {
  const { ana, bo } = await twoConnected();
  const cai = await world.joiner(cast.cai.name, ana);
  const { space } = await viewOf(
    bo.device,
    'community',
    (view) => view.space !== null && view.people.length === 3,
  );
  await world.stopServer();
  await viewOf(bo.device, 'device', ({ line }) => line.state === 'offline');
  value(await bo.device.introduce('I walk, mostly at seven.'));
  bo.device.close();
  await world.startServer();
  value(await cai.device.leave(space!));
  await viewOf(ana.device, 'community', ({ people }) => people.length === 2);
  now += 30 * day;
  ana.device.close();
  const anas = world.device(ana.store);
  const epoch = async () => (await createSafe(ana.store).get('spaces', space!))?.state.epoch;
  await expect.poll(epoch, { timeout: 10_000 }).toBe(2);
  value(await anas.introduce('I bake at night.'));

  const back = world.device(bo.store);
  for (const device of [anas, back]) {
    const { people } = await viewOf(
      device,
      'community',
      (view) => view.people.length === 2 && view.people.every(({ words }) => words !== null),
    );
    expect(people.map(({ words }) => words).toSorted()).toEqual([
      'I bake at night.',
      'I walk, mostly at seven.',
    ]);
  }
  await viewOf(back, 'device', ({ unsent }) => !unsent);
});

test('what two people write at the same time without each other is kept, every word of it', async () => {
  const { ana, bo, pair } = await twoConnected();
  const first = value(await ana.device.act(pair, said({ text: 'Ours, first.' })));
  await wordsIn(bo.device, pair, ['Ours, first.']);
  await world.stopServer();
  for (const person of [ana, bo]) {
    await viewOf(person.device, 'device', ({ line }) => line.state === 'offline');
    value(await person.device.act(pair, said({ text: `${person.name} alone.` })));
  }
  const { turns } = await spaceOf(ana.device, pair, (view) => view.turns.length === 2);
  const turn = turns.find(({ id }) => id === first);
  if (turn?.state !== 'said') throw missing('what Ana said is still said');
  value(await ana.device.act(pair, reworded(turn, { text: 'Ours, in other words.' })));
  await world.startServer();
  for (const { device } of [ana, bo]) {
    const view = await spaceOf(
      device,
      pair,
      (seen) =>
        seen.turns.length === 3 &&
        seen.turns.every(({ pending }) => !pending) &&
        seen.turns.map(wordsOf).includes('Ours, in other words.'),
    );
    const texts = view.turns.map(wordsOf);
    expect(texts[0]).toBe('Ours, in other words.');
    expect(texts.slice(1).toSorted()).toEqual(['Ana alone.', 'Bo alone.']);
  }
});

test('a device whose clock is wrong by years sends and receives like any other', async () => {
  const { ana, bo, pair } = await twoConnected();
  bo.device.close();
  now -= 4000 * day;
  const wrong = world.device(bo.store);
  value(await wrong.act(pair, said({ text: 'Which year is it?' })));
  await wordsIn(ana.device, pair, ['Which year is it?']);
  value(await ana.device.act(pair, said({ text: 'A good one.' })));
  await wordsIn(wrong, pair, ['Which year is it?', 'A good one.']);
});
