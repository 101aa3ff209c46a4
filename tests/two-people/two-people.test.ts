import { afterAll, beforeAll, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';
import { cast, communityName } from '#tests/cast.ts';
import type { SpaceId } from '#kernel/ids.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
});
afterAll(() => world.close());

test('both see the community and each other by the names they chose', async () => {
  for (const { device } of [ana, bo]) {
    const view = await viewOf(
      device,
      'community',
      ({ people }) => people.length === 2 && people.every((one) => one.name),
    );
    expect(view.name).toBe(communityName);
    expect(view.people.map(({ name }) => name).sort()).toEqual(['Ana', 'Bo']);
  }
});

test('what one says the other reads, and the other way', async () => {
  value(await ana.device.act(pair, said({ text: 'Are you up?' })));
  await wordsIn(bo.device, pair, ['Are you up?']);
  value(await bo.device.act(pair, said({ text: 'Always.' })));
  await wordsIn(ana.device, pair, ['Are you up?', 'Always.']);
});

test('both read the same six words to each other', async () => {
  const words = await Promise.all(
    [ana, bo].map(({ device }) => spaceOf(device, pair, ({ safetyWords }) => safetyWords.length === 6)),
  );
  expect(words[0]?.safetyWords).toEqual(words[1]?.safetyWords);
});
