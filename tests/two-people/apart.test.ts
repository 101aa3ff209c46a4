import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';

const names = ['Ana', 'Bo', 'Cai'] as const;

/** Three who know each other from the community. `one` chooses not to meet `other`; `third` is met as before. */
async function three(one: string, other: string) {
  const world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const people: Record<string, Person> = { Ana: ana };
  people['Bo'] = await world.joiner(cast.bo.name, ana);
  people['Cai'] = await world.joiner(cast.cai.name, people['Bo']);
  const all = names.map((name) => people[name]!);
  for (const { device } of all) await viewOf(device, 'community', (view) => view.people.length === 3);
  const third = names.find((name) => name !== one && name !== other)!;
  return { world, one: people[one]!, other: people[other]!, third: people[third]! };
}

const keptApart = { ok: false, refusal: { code: 'kept-apart' } };
const idsOf = (people: readonly { readonly person: string }[]) => people.map(({ person }) => person).sort();

async function secondDevice(world: World, { draft: { signinName, passphrase } }: Person) {
  const device = world.device();
  value(await device.signIn({ signinName, passphrase }));
  return device;
}

const pairsOfNames = [
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
] as const;

describe.each(pairsOfNames)('where %s has chosen not to meet %s, in the community', (first, second) => {
  let world: World;
  let one: Person;
  let other: Person;
  let third: Person;
  beforeAll(async () => {
    ({ world, one, other, third } = await three(first, second));
  });
  afterAll(() => world.close());

  test('the one does not see the other among the people, at once, and the other sees what they always saw', async () => {
    const before = await viewOf(other.device, 'community', () => true);
    value(await one.device.keepApart(other.id, true));
    const { people, apart } = await viewOf(one.device, 'community', () => true);
    expect(idsOf(people)).toEqual([one.id, third.id].sort());
    expect(apart).toEqual([{ person: other.id, name: other.name, spaces: [], asked: null }]);
    expect(await viewOf(other.device, 'community', () => true)).toEqual(before);
    expect((await viewOf(third.device, 'community', () => true)).people).toHaveLength(3);
  });

  test('a knock of the other never comes, and looks to them like any that is not answered', async () => {
    value(await other.device.knock({ to: one.id, words: 'Are you there?' }));
    value(await third.device.knock({ to: one.id, words: 'I am here.' }));
    // Letters are read in their order: with the second, the first was looked at.
    const { knocks } = await viewOf(one.device, 'home', (view) => view.knocks.length > 0);
    expect(knocks.map(({ from }) => from)).toEqual([third.id]);
    for (const { device } of [other, third]) {
      const { people } = await viewOf(device, 'community', () => true);
      expect(people.find(({ person }) => person === one.id)?.connection).toBe('i-knocked');
      const again = await device.knock({ to: one.id, words: 'Once more.' });
      expect(again).toMatchObject({ ok: false, refusal: { code: 'letter-open' } });
    }
  });

  test('the one cannot ask the other either', async () => {
    expect(await one.device.knock({ to: other.id, words: 'Hello.' })).toMatchObject({
      ok: false,
      refusal: { code: 'kept-apart' },
    });
    expect((await viewOf(other.device, 'home', () => true)).knocks).toEqual([]);
    // Nor can a page that is a moment behind answer what the other asked.
    expect(await one.device.acceptKnock(1)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });

  test('an open link of the other is listed, for all may close it, and not by name', async () => {
    value(await other.device.invite());
    const { invitations } = await viewOf(one.device, 'community', (view) => view.invitations.length === 1);
    expect(invitations).toMatchObject([{ mine: false, openedBy: null }]);
    const seenByThird = await viewOf(third.device, 'community', (view) => view.invitations.length === 1);
    expect(seenByThird.invitations).toMatchObject([{ openedBy: other.name }]);
  });

  test('somebody who is asked into a space is told that somebody is there, and of nobody else', async () => {
    expect(value(await one.device.meetsSomebodyApart([third.id, other.id]))).toBe(true);
    expect(value(await one.device.meetsSomebodyApart([third.id]))).toBe(false);
    // The other is told nothing of it: for them there is nobody.
    expect(value(await other.device.meetsSomebodyApart([one.id, third.id]))).toBe(false);
  });

  test('the one cannot ask the other into a circle, and is told before they come into one of the other', async () => {
    const opening = { name: 'Tuesday', purpose: '', look: 'ring', words: 'Come?' } as const;
    expect(await one.device.openCircle({ ...opening, ask: [other.id] })).toMatchObject(keptApart);
    const { space } = value(await one.device.openCircle({ ...opening, ask: [] }));
    expect(await one.device.askIntoCircle(space, { to: other.id, words: 'Come?' })).toMatchObject(keptApart);
    const theirs = value(await other.device.openCircle({ ...opening, name: 'Friday', ask: [] }));
    const { link } = value(await other.device.openSeat(theirs.space));
    const seat = value(await one.device.lookAtSeat({ fragment: link.slice(link.indexOf('#') + 1) }));
    const roster = seat.members.map(({ person }) => person);
    expect(value(await one.device.meetsSomebodyApart(roster))).toBe(true);
    const mine = value(await one.device.openSeat(space));
    const seen = value(
      await other.device.lookAtSeat({ fragment: mine.link.slice(mine.link.indexOf('#') + 1) }),
    );
    expect(value(await other.device.meetsSomebodyApart(seen.members.map(({ person }) => person)))).toBe(
      false,
    );
    for (const [person, left] of [
      [one, space],
      [other, theirs.space],
    ] as const)
      value(await person.device.leave(left));
  });

  test('it is so on a device that signs in later', async () => {
    // What was chosen is on its way into the vault.
    await expect
      .poll(
        async () => {
          const device = await secondDevice(world, one);
          const { people } = await viewOf(device, 'community', (view) => view.people.length >= 2);
          await viewOf(device, 'home', (view) => view.knocks.length > 0);
          const { knocks } = await viewOf(device, 'home', () => true);
          device.close();
          return [idsOf(people).includes(other.id), knocks.map(({ from }) => from)];
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([false, [third.id]]);
  });

  test('it is so a moment later on another device that is on', async () => {
    const device = await secondDevice(world, one);
    value(await device.keepApart(third.id, true));
    const { people } = await viewOf(one.device, 'community', (view) => view.apart.length === 2);
    expect(idsOf(people)).toEqual([one.id]);
    value(await device.keepApart(third.id, false));
    await viewOf(one.device, 'community', (view) => view.apart.length === 1);
  });

  test('whom one meets again is there again, with what they asked meanwhile, since it still stands between the two', async () => {
    value(await one.device.keepApart(other.id, false));
    const { people } = await viewOf(one.device, 'community', (view) => view.apart.length === 0);
    expect(people.find(({ person }) => person === other.id)).toMatchObject({ connection: 'they-knocked' });
    const { knocks } = await viewOf(one.device, 'home', () => true);
    expect(knocks.map(({ from }) => from).sort()).toEqual([other.id, third.id].sort());
  });

  test('nobody is apart from themselves', async () => {
    value(await one.device.keepApart(one.id, true));
    expect((await viewOf(one.device, 'community', () => true)).apart).toEqual([]);
  });
});

describe.each(pairsOfNames)('where %s has chosen not to meet %s, in a space of both', (first, second) => {
  let world: World;
  let one: Person;
  let other: Person;
  let third: Person;
  let pair: SpaceId;
  beforeAll(async () => {
    ({ world, one, other, third } = await three(first, second));
    pair = await world.connect(one, other);
    value(await other.device.act(pair, said({ text: 'Before.' })));
    await wordsIn(one.device, pair, ['Before.']);
    value(await one.device.keepApart(other.id, true));
  });
  afterAll(() => world.close());

  const summary = async ({ device }: Person) =>
    (await viewOf(device, 'home', () => true)).spaces.find(({ space }) => space === pair);

  test('their words are there, closed, and bring no news', async () => {
    value(await other.device.act(pair, said({ text: 'And since.' })));
    const view = await spaceOf(one.device, pair, ({ turns }) => turns.length === 2);
    expect(view.turns.map(({ id }) => view.closed[id])).toEqual([{ because: 'apart' }, { because: 'apart' }]);
    expect(view.apart).toEqual([other.id]);
    expect(await summary(one)).toMatchObject({ news: null, apart: true });
  });

  test('the other sees the space as it was, and hears what is said there', async () => {
    value(await one.device.act(pair, said({ text: 'One line of mine.' })));
    const view = await spaceOf(other.device, pair, ({ turns }) => turns.length === 3);
    expect(view).toMatchObject({ closed: {}, apart: [], situation: 'open' });
    expect(view.members).toHaveLength(2);
    expect(await summary(other)).toMatchObject({ apart: false, news: { what: 'wrote', by: one.name } });
    // One's own words are never closed.
    const mine = await spaceOf(one.device, pair, ({ turns }) => turns.length === 3);
    expect(mine.closed[mine.turns[2]!.id]).toBeUndefined();
  });

  test('the list of those one does not meet says where both are', async () => {
    const { apart } = await viewOf(one.device, 'community', () => true);
    expect(apart).toEqual([
      { person: other.id, name: other.name, spaces: [{ space: pair, title: other.name }], asked: null },
    ]);
  });

  test('leaving it is one step, and the other sees what any leaving shows', async () => {
    value(await one.device.leave(pair));
    await viewOf(other.device, 'home', ({ spaces }) =>
      spaces.some(({ space, news }) => space === pair && news?.what === 'left' && news.by === one.name),
    );
    await viewOf(one.device, 'community', (view) => view.apart[0]?.spaces.length === 0);
  });

  test('a question that was asked before still stands, is said so, and can be taken back', async () => {
    value(await one.device.knock({ to: third.id, words: 'Shall we?' }));
    await viewOf(third.device, 'home', ({ knocks }) => knocks.some(({ from }) => from === one.id));
    value(await one.device.keepApart(third.id, true));
    const { apart } = await viewOf(one.device, 'community', (view) => view.apart.length === 2);
    const asked = apart.find(({ person }) => person === third.id)?.asked ?? null;
    expect(asked).not.toBeNull();
    expect((await viewOf(one.device, 'home', () => true)).asked).toEqual([]);
    value(await one.device.leave(asked!));
    await viewOf(one.device, 'community', (view) => view.apart.every((each) => each.asked === null));
  });
});
