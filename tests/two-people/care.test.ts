import { afterEach, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { CommunityView } from '#device/device.ts';
import { day } from '#kernel/time.ts';
import { cast } from '#tests/cast.ts';
import { knownTo } from '#tests/attacks/hands.ts';
import {
  askSeenBy,
  circleOf,
  fourIn,
  reason,
  removeNoor,
  seen,
  withCircleIn,
} from '#tests/two-people/circle.ts';
import { createWorld, missing, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

let world: World;
afterEach(() => world.close());

async function four() {
  world = await createWorld();
  return fourIn(world);
}
async function withCircle() {
  world = await createWorld();
  return withCircleIn(world);
}

describe('the care circle', () => {
  test('is its founder, until others say yes', async () => {
    const { ana, bo, cai, noor } = await withCircle();
    for (const person of [ana, bo, cai, noor]) {
      const view = await seen(person, ({ care }) => care.circle.length === 3);
      expect(circleOf(view)).toEqual(['Ana', 'Bo', 'Cai']);
      expect(view.care).toMatchObject({ removes: true, membersSign: false });
    }
  });

  test('asks nobody for whom somebody outside of it speaks', async () => {
    const { bo, noor } = await four();
    const told = await noor.device.askCare({ act: 'in', person: bo.id });
    // With fewer than three, members may sign too: it stands as an ask, and one of them is not enough.
    expect(value(told)).toBe('waits');
    const ask = await askSeenBy(bo, bo);
    expect(value(await bo.device.agreeToCare(ask.id))).toBe('waits');
    expect(circleOf(await seen(bo, () => true))).toEqual(['Ana']);
  });

  test('is left alone, and needs its members then', async () => {
    const { ana, bo, cai } = await withCircle();
    value(await ana.device.leaveCareCircle());
    for (const person of [ana, bo, cai]) {
      const { care, standing } = await seen(person, (view) => view.care.circle.length === 2);
      expect(care).toMatchObject({ removes: false, membersSign: true });
      expect(standing).toEqual({ state: 'in' });
    }
    const told = await bo.device.askCare({ act: 'removal', person: cai.id, words: reason });
    expect(told).toMatchObject({ ok: false, refusal: { code: 'care-too-few' } });
  });

  test('forgets what was taken back', async () => {
    const { ana, bo } = await four();
    value(await ana.device.askCare({ act: 'in', person: bo.id }));
    const { id } = await askSeenBy(bo, bo);
    value(await ana.device.takeBackCare(id));
    await seen(bo, ({ care }) => care.asks.length === 0);
    expect(await bo.device.agreeToCare(id)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });
});

describe.each([
  ['Bo', 'Cai'],
  ['Cai', 'Bo'],
])('a seat of %s that Ana and %s end', (goes, stays) => {
  test('is told to whoever had it, with who said so, and to nobody after they left it themselves', async () => {
    const { ana, bo, cai } = await withCircle();
    const [gone, other] = goes === 'Bo' ? [bo, cai] : [cai, bo];
    expect(value(await ana.device.askCare({ act: 'out', person: gone.id }))).toBe('waits');
    const ask = await askSeenBy(other, gone);
    expect(value(await other.device.agreeToCare(ask.id))).toBe('done');
    const { care, standing } = await seen(gone, (view) => view.care.unseated !== null);
    expect(care.unseated?.by.toSorted()).toEqual(['Ana', stays].toSorted());
    expect(standing).toEqual({ state: 'in' });
    value(await other.device.leaveCareCircle());
    for (const person of [ana, other]) {
      const view = await seen(person, (told) => told.care.circle.length === 1);
      expect(view.care.unseated).toBeNull();
    }
  });
});

describe('a removal', () => {
  test('is seen by everybody, with those who signed and their reason', async () => {
    const people = await withCircle();
    const { ana, bo, cai, noor } = people;
    value(await noor.device.introduce('I paint.'));
    await removeNoor(people);
    for (const person of [ana, bo, cai]) {
      const { care, people: left } = await seen(person, (view) => view.people.length === 3);
      expect(care.removals).toMatchObject([{ name: 'Noor', by: ['Ana', 'Bo'], reason }]);
      expect(care.asks).toEqual([]);
      expect(left.map(({ name }) => name)).not.toContain('Noor');
    }
    // Cai has looked at nothing since: what is new for her is that, and not that Noor left.
    const { spaces } = await viewOf(cai.device, 'home', (view) =>
      view.spaces.some(({ news }) => news?.by === 'Noor'),
    );
    expect(spaces.find(({ kind }) => kind === 'community')?.news?.what).toBe('removed');
    const { standing, people: kept } = await seen(noor, (view) => view.standing.state === 'removed');
    expect(standing).toMatchObject({ by: ['Ana', 'Bo'], reason });
    // What was here stays readable.
    expect(kept.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Bo', 'Cai']);
  });

  test('is heard of by whoever was away, from the end of what they may read', async () => {
    const people = await withCircle();
    const { cai, noor } = people;
    noor.device.close();
    await removeNoor(people);
    value(await cai.device.introduce('Said after Noor had gone.'));
    const device = world.device(noor.store);
    const { standing, people: known } = await viewOf(
      device,
      'community',
      (view) => view.standing.state === 'removed',
    );
    expect(standing).toMatchObject({ by: ['Ana', 'Bo'], reason });
    expect(known.find(({ name }) => name === 'Cai')?.words).toBeNull();
  });

  test('is not shown beforehand to whoever it is about, nor to those outside of the circle', async () => {
    const { ana, bo, cai, noor } = await withCircle();
    value(await ana.device.askCare({ act: 'removal', person: cai.id, words: reason }));
    await askSeenBy(bo, cai);
    for (const person of [cai, noor]) {
      await spaceOf(
        person.device,
        (await seen(person, () => true)).space ?? missing('a space'),
        ({ headSeq }) => headSeq > 0,
      );
      expect((await seen(person, () => true)).care.asks).toEqual([]);
    }
  });

  test('of one of the circle needs both others', async () => {
    const { ana, bo, cai } = await withCircle();
    value(await ana.device.askCare({ act: 'removal', person: cai.id, words: reason }));
    const { id } = await askSeenBy(bo, cai);
    expect(await cai.device.agreeToCare(id)).toMatchObject({ ok: false });
    expect(value(await bo.device.agreeToCare(id))).toBe('done');
    const { care } = await seen(ana, (view) => view.people.length === 3);
    expect(care).toMatchObject({ removes: false, membersSign: true });
  });

  test('leaves the pairs that somebody has', async () => {
    const people = await withCircle();
    const { ana, noor } = people;
    const pair = await world.connect(ana, noor);
    await removeNoor(people);
    await seen(noor, (view) => view.standing.state === 'removed');
    value(await noor.device.act(pair, said({ text: 'Are we still talking?' })));
    await spaceOf(ana.device, pair, ({ turns }) => turns.some(({ state }) => state === 'said'));
  });

  test('opens nothing of a later epoch to whoever went', async () => {
    const people = await withCircle();
    const { ana, noor } = people;
    const space = (await seen(noor, () => true)).space ?? missing('a community');
    await removeNoor(people);
    await seen(noor, (view) => view.standing.state === 'removed');
    value(await ana.device.introduce('Only for those who are here.'));
    await viewOf(ana.device, 'device', ({ unsent }) => !unsent);
    const theirs = await knownToFormer(noor, space);
    const hers = await knownTo(ana, space);
    expect(hers.place.state?.epoch).toBe(2);
    expect(theirs.find(({ epoch }) => epoch === 2)?.secret).toBeUndefined();
  });
});

async function knownToFormer({ store }: Person, space: NonNullable<CommunityView['space']>) {
  const { createSafe } = await import('#device/safe.ts');
  return (await createSafe(store).get('spaces', space))?.epochs ?? missing('the space');
}

describe('leaving the community', () => {
  test('is one step, keeps the pairs, and others see it', async () => {
    const { ana, bo } = await four();
    const pair = await world.connect(ana, bo);
    const { space } = await seen(bo, (view) => view.space !== null);
    value(await bo.device.leave(space ?? missing('a community')));
    const { standing } = await seen(bo, (view) => view.standing.state !== 'in');
    expect(standing).toEqual({ state: 'left' });
    await seen(ana, (view) => view.people.length === 3);
    value(await bo.device.act(pair, said({ text: 'I am still here.' })));
    await spaceOf(ana.device, pair, ({ turns }) => turns.length === 1);
  });

  test('closes what comes later to whoever left: the first who speaks a day after begins a new epoch', async () => {
    let ahead = 0;
    world = await createWorld({ clock: () => Date.now() + ahead });
    const ana = await world.founder(cast.ana.name);
    const bo = await world.joiner(cast.bo.name, ana);
    const { space } = await seen(bo, (view) => view.space !== null);
    const community = space ?? missing('a community');
    value(await bo.device.leave(community));
    await seen(ana, (view) => view.people.length === 1);
    value(await ana.device.introduce('On the same day.'));
    const isSent = (words: string) => (view: CommunityView) => view.people.some((one) => one.words === words);
    await seen(ana, isSent('On the same day.'));
    expect((await knownTo(ana, community)).place.state).toMatchObject({ epoch: 1, due: true });
    ahead = day;
    value(await ana.device.introduce('A day later.'));
    let known = await knownTo(ana, community);
    while (known.place.state?.epoch !== 2) known = await knownTo(ana, community);
    expect(known.place.state.due).toBe(false);
  });
});
