import { afterEach, expect, test } from 'vitest';
import { createSafe } from '#device/safe.ts';
import { memoryStore } from '#device/store/memory.ts';
import { said } from '#domain/conversation/said.ts';
import {
  createWorld,
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
afterEach(() => world.close());

test('after one has left, the other writes under a new key, and whoever left sees nothing of it', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Safe travels.' })));
  await wordsIn(bo.device, pair, ['Safe travels.']);

  value(await bo.device.leave(pair));
  await spaceOf(ana.device, pair, ({ members }) => members.length === 1);
  value(await ana.device.act(pair, said({ text: 'A note to myself.' })));
  const view = await wordsIn(ana.device, pair, ['Safe travels.', 'A note to myself.']);
  expect(view.title).toBe('Bo');

  // What Ana wrote last is under an epoch that Bo holds no secret of, whatever the server might show him.
  const secretsOf = async ({ store }: Person) => {
    const record = await createSafe(store).get('spaces', pair);
    return record?.epochs.filter(({ secret }) => secret !== undefined).map(({ epoch }) => epoch);
  };
  expect(await secretsOf(ana)).toEqual([1, 2]);
  expect(await secretsOf(bo)).toEqual([1]);

  const kept = await spaceOf(bo.device, pair, ({ situation }) => situation === 'left');
  expect(kept.turns.map(wordsOf)).toEqual(['Safe travels.']);
  const { spaces, left } = await viewOf(bo.device, 'home', () => true);
  expect(spaces.map(({ space }) => space)).not.toContain(pair);
  expect(left.map(({ space }) => space)).toEqual([pair]);
  expect(await bo.device.act(pair, said({ text: 'Still here?' }))).toMatchObject({ ok: false });
});

test('whoever left lets go of what stayed here', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Safe travels.' })));
  await wordsIn(bo.device, pair, ['Safe travels.']);
  expect(await bo.device.dropLeft(pair)).toMatchObject({ ok: false });
  value(await bo.device.leave(pair));
  value(await bo.device.dropLeft(pair));
  await spaceOf(bo.device, pair, ({ situation }) => situation === 'not-here');
  expect((await viewOf(bo.device, 'home', () => true)).left).toEqual([]);
  expect(await createSafe(bo.store).get('spaces', pair)).toBeNull();
  expect(await createSafe(bo.store).list('entries', pair)).toEqual([]);
});

test('in the community talking goes on after somebody left, and names stay', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const { space } = await viewOf(
    bo.device,
    'community',
    (view) => view.space !== null && view.people.length === 2,
  );
  value(await bo.device.leave(space!));
  await viewOf(ana.device, 'community', ({ people }) => people.length === 1);
  value(await ana.device.introduce('Bakes at night.'));
  await viewOf(ana.device, 'community', ({ people }) => people[0]?.words === 'Bakes at night.');
  await viewOf(ana.device, 'device', ({ unsent }) => !unsent);
});

test('a closed invitation lets nobody in', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const { link } = value(await ana.device.invite());
  const { invitations } = await viewOf(ana.device, 'community', (view) => view.invitations.length === 1);
  value(await ana.device.closeInvitation(invitations[0]!.id));
  const fragment = link.split('#')[1] ?? '';
  const newcomer = world.device();
  const read = await newcomer.readInvitation(fragment);
  expect(read).toMatchObject({ ok: false, refusal: { code: expect.stringMatching(/^invitation-/) } });
});

test('a device that was off while its person left on another one does not take them for a member', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  const store = memoryStore();
  const other = world.device(store);
  const { signinName, passphrase } = bo.draft;
  value(await other.signIn({ signinName, passphrase }));
  await spaceOf(other, pair, ({ situation }) => situation === 'open');
  other.close();
  value(await bo.device.leave(pair));

  const again = world.device(store);
  await spaceOf(again, pair, ({ situation }) => situation === 'left');
  const { spaces } = await viewOf(again, 'home', () => true);
  expect(spaces.map(({ space }) => space)).not.toContain(pair);
});
