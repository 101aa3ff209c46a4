import { afterEach, expect, test } from 'vitest';
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
