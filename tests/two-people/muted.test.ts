import { afterAll, beforeAll, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsOf, type Person, type World } from '#tests/world.ts';

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

const summaryOf = async ({ device }: Pick<Person, 'device'>) =>
  (await viewOf(device, 'home', ({ spaces }) => spaces.some(({ space }) => space === pair))).spaces.find(
    ({ space }) => space === pair,
  );

test.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('what %s mutes brings no news of what the other writes, and the other is not told', async (mutes) => {
  const [one, other] = mutes === 'Ana' ? [ana, bo] : [bo, ana];
  value(await one.device.mute(pair, true));
  value(await other.device.act(pair, said({ text: `For ${mutes}, whenever.` })));
  await spaceOf(one.device, pair, ({ turns }) => turns.some((turn) => wordsOf(turn)?.includes(mutes)));
  expect(await summaryOf(one)).toMatchObject({ muted: true, news: null });
  expect(await summaryOf(other)).toMatchObject({ muted: false });

  value(await one.device.mute(pair, false));
  await viewOf(one.device, 'home', ({ spaces }) =>
    spaces.some(({ space, news }) => space === pair && news?.what === 'wrote'),
  );
});

test('a space that was muted is muted on another device of the same person', async () => {
  value(await ana.device.mute(pair, true));
  value(await ana.device.act(pair, said({ text: 'From the first device.' })));
  const second = world.device();
  const { signinName, passphrase } = ana.draft;
  value(await second.signIn({ signinName, passphrase }));
  await viewOf(second, 'home', ({ spaces }) => spaces.some(({ space, muted }) => space === pair && muted));
});
