import { afterEach, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { tables } from '#device/store/store.ts';
import { openAtRest } from '#crypto/rest.ts';
import type { RunningDevice } from '#device/create-device.ts';
import type { AccountDraft } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
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
import { card, cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

async function twoConnected() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

test('a locked device shows nothing, and the passphrase brings back every space and every word', async () => {
  const { ana, bo, pair } = await twoConnected();
  value(await ana.device.act(pair, said({ text: 'The key is under the pot.' })));
  await wordsIn(bo.device, pair, ['The key is under the pot.']);
  await ana.device.lock();
  await viewOf(ana.device, 'device', ({ situation, me }) => situation === 'locked' && me === null);
  await viewOf(ana.device, 'home', ({ spaces }) => spaces.length === 0);
  await spaceOf(ana.device, pair, ({ turns, title }) => turns.length === 0 && title === '');
  expect(await ana.device.act(pair, said({ text: 'By whoever found this.' }))).toMatchObject({ ok: false });

  value(await ana.device.unlock(ana.draft.passphrase));
  await wordsIn(ana.device, pair, ['The key is under the pot.']);
  value(await bo.device.act(pair, said({ text: 'Found it.' })));
  await wordsIn(ana.device, pair, ['The key is under the pot.', 'Found it.']);
});

test('what was written without a line survives the lock, needs no line to come back, and goes out once', async () => {
  const { ana, bo, pair } = await twoConnected();
  await world.stopServer();
  value(await ana.device.act(pair, said({ text: 'On the train, no line.' })));
  await ana.device.keepDraft(pair, { text: 'half a sent', note: '' });
  await ana.device.keepDraft(pair, { sentence: 'We write' });
  await ana.device.lock();
  value(await ana.device.unlock(ana.draft.passphrase));
  const { draft } = await spaceOf(ana.device, pair, ({ turns }) => turns.length === 1);
  expect(draft).toEqual({ text: 'half a sent', note: '', sentence: 'We write' });
  await world.startServer();
  await wordsIn(bo.device, pair, ['On the train, no line.']);
  await wordsIn(ana.device, pair, ['On the train, no line.']);
});

test('another passphrase opens nothing, as often as it is tried', async () => {
  const { ana } = await twoConnected();
  await ana.device.lock();
  for (const wrong of ['', 'lantern gravel mitten', `${ana.draft.passphrase}s`]) {
    expect(await ana.device.unlock(wrong)).toMatchObject({ refusal: { code: 'wrong-words' } });
  }
  await viewOf(ana.device, 'device', ({ situation }) => situation === 'locked');
  value(await ana.device.unlock(ana.draft.passphrase));
});

test('on a locked disk lies no key, and nothing that opens without one', async () => {
  const { ana, pair } = await twoConnected();
  value(await ana.device.act(pair, said({ text: 'The key is under the pot.' })));
  const stop = ana.device.watchSearch({ words: 'pot', space: null, most: 5 }, () => undefined);
  await expect.poll(() => ana.store.list('search', '')).not.toEqual([]);
  stop();
  const key = (await ana.store.restKey()) ?? missing('an open device has its key');
  const [one] = await ana.store.list('account', '');
  expect(await openAtRest(key, 'account me', one!.value)).toMatchObject({ ok: true });
  await ana.device.lock();
  expect(await ana.store.restKey()).toBeNull();
  const rows = await Promise.all(tables.map((table) => ana.store.list(table, '')));
  const bytes = Buffer.concat([...rows.flat().map(({ value }) => value), (await ana.store.restLock())!]);
  for (const secret of ['under the pot', 'Ana', ana.draft.passphrase, ana.draft.signinName])
    expect(bytes.includes(secret)).toBe(false);
});

test('a device that starts over a locked disk stays locked', async () => {
  const { ana, pair } = await twoConnected();
  await ana.device.lock();
  ana.device.close();
  const again = world.device(ana.store);
  await viewOf(again, 'device', ({ situation }) => situation === 'locked');
  value(await again.unlock(ana.draft.passphrase));
  await spaceOf(again, pair, ({ situation }) => situation === 'open');
});

test('locking while everything is still being opened leaves nothing open behind it', async () => {
  const { ana, pair } = await twoConnected();
  ana.device.close();
  const again = world.device(ana.store);
  await again.lock();
  await viewOf(again, 'device', ({ situation, me }) => situation === 'locked' && me === null);
  expect(await again.act(pair, said({ text: 'Too late.' }))).toMatchObject({ ok: false });
  value(await again.unlock(ana.draft.passphrase));
  await spaceOf(again, pair, ({ situation }) => situation === 'open');
});

test('signing in opens the lock as well, and what waited there is sent', async () => {
  const { ana, bo, pair } = await twoConnected();
  await world.stopServer();
  value(await ana.device.act(pair, said({ text: 'Written before.' })));
  await ana.device.lock();
  await world.startServer();
  value(await ana.device.signIn(ana.draft));
  await wordsIn(bo.device, pair, ['Written before.']);
  await wordsIn(ana.device, pair, ['Written before.']);
});

test('nobody else comes in on a locked device before it was wiped', async () => {
  const { ana, bo } = await twoConnected();
  await ana.device.lock();
  const { passphrase } = bo.draft;
  expect(await ana.device.signIn(bo.draft)).toMatchObject({ refusal: { code: 'locked-by-other' } });
  const { link } = value(await bo.device.invite());
  const joining = { draft: await ana.device.drawAccount(), name: 'Cai', passphrase };
  const refused = await ana.device.join({ ...joining, fragment: link.split('#')[1]!, card });
  expect(refused).toMatchObject({ refusal: { code: 'already-here' } });
  value(await ana.device.signOut());
  value(await ana.device.signIn(bo.draft));
});

test('after a change of passphrase the lock opens by the new one, and no more by the old', async () => {
  const { ana, pair } = await twoConnected();
  const present = ana.draft.passphrase;
  const next = 'paper stove orchard mitten gravel lantern';
  value(await ana.device.changePassphrase({ present, next }));
  await ana.device.lock();
  expect(await ana.device.unlock(present)).toMatchObject({ refusal: { code: 'wrong-words' } });
  value(await ana.device.unlock(next));
  await spaceOf(ana.device, pair, ({ situation }) => situation === 'open');
});

test('half a text of any page is put aside sealed, survives the lock, and goes when it is sent or dropped', async () => {
  const { ana, pair } = await twoConnected();
  await ana.device.keepDraft(pair, { text: 'half a sent', note: '' });
  await ana.device.keepAside('introduction', 'I bake at');
  await ana.device.lock();
  expect(await ana.device.aside('introduction')).toBe('');
  await ana.device.keepAside('introduction', '');
  value(await ana.device.unlock(ana.draft.passphrase));
  expect(await ana.device.aside('introduction')).toBe('I bake at');
  expect(await ana.device.aside('elsewhere')).toBe('');
  await spaceOf(ana.device, pair, ({ draft }) => draft.text === 'half a sent');
  await ana.device.keepAside('introduction', '');
  expect(await ana.device.aside('introduction')).toBe('');
});
/** Locked with something on it that was not sent. */
async function lockedWithWords({ ana, pair }: { ana: Person; pair: SpaceId }) {
  const device = world.device(ana.store, (fetch) => async (address, init) => {
    if (init.method === 'POST' && address.endsWith('/log')) throw new TypeError('no line');
    return fetch(address, init);
  });
  await spaceOf(device, pair, ({ situation }) => situation === 'open');
  value(await device.act(pair, said({ text: 'Written before it was locked.' })));
  await device.lock();
  device.close();
  return world.device(ana.store);
}

test('the twelve words open a locked device as well, set a new passphrase, and lose no word', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  const device = await lockedWithWords({ ana, pair });
  value(await device.openKit(ana.draft.kit));
  value(await device.comeBack({ kit: ana.draft.kit, passphrase: 'a lamp in the hall' }));
  await wordsIn(bo.device, pair, ['Written before it was locked.']);
  await wordsIn(device, pair, ['Written before it was locked.']);
  // Passphrases are learned in the background; locking waits for it.
  await device.lock();
  expect(await device.unlock(ana.draft.passphrase)).toMatchObject({ refusal: { code: 'wrong-words' } });
  value(await device.unlock('a lamp in the hall'));
});

test('the twelve words of somebody else open no locked device, and change nothing of theirs', async () => {
  const { ana, bo } = await twoConnected();
  await ana.device.lock();
  const theirs = { kit: bo.draft.kit, passphrase: 'a lamp in the hall' };
  expect(await ana.device.comeBack(theirs)).toMatchObject({ refusal: { code: 'locked-by-other' } });
  await viewOf(ana.device, 'device', ({ situation }) => situation === 'locked');
  value(await world.device().signIn(bo.draft));
});

const meanwhile = {
  'the passphrase was changed, and changed again': async (
    desk: RunningDevice,
    { passphrase }: AccountDraft,
  ) => {
    value(await desk.changePassphrase({ present: passphrase, next: 'bread on the sill' }));
    value(await desk.changePassphrase({ present: 'bread on the sill', next: 'a lamp in the hall' }));
  },
  'the keys were changed': async (desk: RunningDevice, { passphrase }: AccountDraft) => {
    value(await desk.rotateKeys());
    value(await desk.changePassphrase({ present: passphrase, next: 'a lamp in the hall' }));
  },
};

test.each(Object.entries(meanwhile))(
  'a device that was locked while %s opens by signing in, and loses no word',
  async (_what, change) => {
    const { ana, bo, pair } = await twoConnected();
    ana.device.close();
    const device = await lockedWithWords({ ana, pair });
    const desk = world.device();
    value(await desk.signIn(ana.draft));
    await viewOf(desk, 'home', ({ spaces }) => spaces.length === 2);
    await change(desk, ana.draft);
    desk.close();

    const signIn = { ...ana.draft, passphrase: 'a lamp in the hall' };
    expect(await device.unlock(signIn.passphrase)).toMatchObject({ refusal: { code: 'wrong-words' } });
    value(await device.signIn(signIn));
    await wordsIn(bo.device, pair, ['Written before it was locked.']);
    await device.lock();
    value(await device.unlock(signIn.passphrase));
    await wordsIn(device, pair, ['Written before it was locked.']);
  },
);
