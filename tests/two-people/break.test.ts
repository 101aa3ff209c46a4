import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

describe.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('while %s takes a break', (first) => {
  let world: World;
  let one: Person;
  let other: Person;
  let third: Person;
  let pair: SpaceId;

  beforeAll(async () => {
    world = await createWorld();
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    third = await world.joiner(cast.cai.name, ana);
    [one, other] = first === 'Ana' ? [ana, bo] : [bo, ana];
    for (const { device } of [one, other, third])
      await viewOf(device, 'community', ({ people }) => people.length === 3);
    pair = await world.connect(one, other);
    value(await one.device.takeBreak(true));
  });
  afterAll(() => world.close());

  const peopleSeenBy = async ({ device }: Person, count: number) =>
    (await viewOf(device, 'community', ({ people }) => people.length === count)).people.map(
      ({ person }) => person,
    );

  test('nobody else finds them among the people, and they find everybody', async () => {
    for (const somebody of [other, third]) expect(await peopleSeenBy(somebody, 2)).not.toContain(one.id);
    await peopleSeenBy(one, 3);
    expect(await viewOf(one.device, 'community', () => true)).toMatchObject({ onBreak: true });
    expect(await viewOf(other.device, 'community', () => true)).toMatchObject({ onBreak: false });
  });

  test('nothing that is shown to others says why, since when, or that there is a break at all', async () => {
    const shown = JSON.stringify([
      await viewOf(other.device, 'community', () => true),
      await viewOf(third.device, 'community', () => true),
      await viewOf(third.device, 'home', () => true),
    ]);
    expect(shown).not.toContain('stepped-away');
    expect((await viewOf(third.device, 'home', () => true)).spaces[0]?.news?.what).not.toBe('left');
  });

  test('nobody can ask them, and is told no more than that they are not in the list', async () => {
    expect(await third.device.knock({ to: one.id, words: 'Hello?' })).toMatchObject({
      ok: false,
      refusal: { code: 'not-in-the-list' },
    });
  });

  test('their space with somebody goes on as it was', async () => {
    value(await other.device.act(pair, said({ text: 'Whenever you like.' })));
    const view = await spaceOf(one.device, pair, ({ turns }) => turns.length === 1);
    expect(view.closed).toEqual({});
    const theirs = await spaceOf(other.device, pair, ({ turns }) => turns.length === 1);
    expect(theirs.members.map(({ name }) => name)).toContain(one.name);
  });

  test('the break holds on another device of theirs', async () => {
    const device = world.device();
    const { signinName, passphrase } = one.draft;
    value(await device.signIn({ signinName, passphrase }));
    await viewOf(device, 'community', ({ onBreak }) => onBreak);
    device.close();
  });

  test('they come back by themselves, and are found as before', async () => {
    value(await one.device.takeBreak(false));
    for (const somebody of [other, third]) expect(await peopleSeenBy(somebody, 3)).toContain(one.id);
    expect(await viewOf(one.device, 'community', () => true)).toMatchObject({ onBreak: false });
  });
});

test('a knock that was on its way waits until the break is over', async () => {
  const world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  await viewOf(ana.device, 'community', ({ people }) => people.length === 2);
  value(await ana.device.knock({ to: bo.id, words: 'Shall we talk?' }));
  await viewOf(bo.device, 'home', ({ knocks }) => knocks.length === 1);
  value(await bo.device.takeBreak(true));
  await viewOf(bo.device, 'home', ({ knocks }) => knocks.length === 0);
  await viewOf(bo.device, 'community', ({ onBreak }) => onBreak);
  value(await bo.device.takeBreak(false));
  await viewOf(bo.device, 'home', ({ knocks }) => knocks.length === 1);
  await world.close();
});
