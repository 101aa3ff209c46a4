import { afterEach, expect, test, vi } from 'vitest';
import { memoryStore } from '#device/store/memory.ts';
import { said } from '#domain/conversation/said.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type World } from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

async function twoConnected() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

test('a second device gets everything by sign-in name and passphrase, and both go on together', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await ana.device.act(pair, said({ text: 'From my phone.' })));
  await wordsIn(bo.device, pair, ['From my phone.']);

  const second = world.device();
  const { signinName, passphrase } = ana.draft;
  value(await second.signIn({ signinName: signinName.toUpperCase(), passphrase: ` ${passphrase} ` }));
  const { me } = await viewOf(second, 'device', (view) => view.me?.name === 'Ana');
  expect(me).toMatchObject({ person: ana.id, signinName });
  await wordsIn(second, pair, ['From my phone.']);

  value(await second.act(pair, said({ text: 'From my desk.' })));
  for (const device of [ana.device, bo.device, second]) {
    await wordsIn(device, pair, ['From my phone.', 'From my desk.']);
  }
});

test('a wrong passphrase and a name nobody has get the same answer', async () => {
  const { ana } = await twoConnected();
  const second = world.device();
  const { signinName, passphrase } = ana.draft;
  const wrong = await second.signIn({ signinName, passphrase: 'not these words' });
  const unknown = await second.signIn({ signinName: 'nobody is here', passphrase });
  expect(wrong).toMatchObject({ ok: false, refusal: { code: 'wrong-words' } });
  expect(unknown).toEqual(wrong);
});

test('what I have seen on one device is no news on the other', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await bo.device.act(pair, said({ text: 'Good morning.' })));
  await viewOf(ana.device, 'home', ({ spaces }) =>
    spaces.some(({ news }) => news?.what === 'wrote' && news.by === 'Bo'),
  );
  const { headSeq } = await wordsIn(ana.device, pair, ['Good morning.']);
  await ana.device.seen(pair, headSeq);
  await viewOf(ana.device, 'home', ({ spaces }) =>
    spaces.every(({ space, news }) => space !== pair || news === null),
  );
});

test('signing out wipes the device, and signing in again brings everything back', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await bo.device.act(pair, said({ text: 'See you.' })));
  await wordsIn(ana.device, pair, ['See you.']);
  value(await ana.device.signOut());
  await viewOf(ana.device, 'device', ({ situation, me }) => situation === 'nobody' && me === null);
  expect(await ana.store.list('entries', '')).toEqual([]);
  await spaceOf(ana.device, pair, ({ situation }) => situation === 'not-here');

  const { signinName, passphrase } = ana.draft;
  value(await ana.device.signIn({ signinName, passphrase }));
  await wordsIn(ana.device, pair, ['See you.']);
});

test('a device that comes back shows what it had without any line', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await bo.device.act(pair, said({ text: 'Kept.' })));
  await wordsIn(ana.device, pair, ['Kept.']);
  ana.device.close();
  await world.stopServer();
  const again = world.device(ana.store);
  await wordsIn(again, pair, ['Kept.']);
});

test('a space is there though the first reading of it failed while a second one waited', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const store = memoryStore();
  const before = world.device(store);
  const { signinName, passphrase } = ana.draft;
  value(await before.signIn({ signinName, passphrase }));
  await viewOf(before, 'community', ({ people }) => people.length === 2);
  before.close();
  const pair = await world.connect(ana, bo);

  const held: (() => void)[] = [];
  let looks = 0;
  const device = world.device(store, (fetch) => (address, init) => {
    if (address.endsWith('/api/instance')) looks += 1;
    if (held.length > 0 || !address.includes('/log?after=0')) return fetch(address, init);
    return new Promise((_, reject) => {
      held.push(() => reject(new TypeError('lost')));
    });
  });
  await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 10_000 });
  // The line breaks, and the next one tells of the same space while the first reading still waits for its answer.
  device.lose();
  await vi.waitFor(() => expect(looks).toBe(2), { timeout: 10_000 });
  held[0]?.();
  await spaceOf(device, pair, ({ situation, headSeq }) => situation === 'open' && headSeq === 4);
});
