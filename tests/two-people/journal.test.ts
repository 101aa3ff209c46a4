import { afterEach, expect, test } from 'vitest';
import type { RunningDevice } from '#device/create-device.ts';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { cast } from '#tests/cast.ts';
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

let world: World;
afterEach(() => world.close());

async function anaAlone() {
  world = await createWorld();
  return world.founder(cast.ana.name);
}

async function secondOf({ draft: { signinName, passphrase } }: Person): Promise<RunningDevice> {
  const device = world.device();
  value(await device.signIn({ signinName, passphrase }));
  return device;
}

const journalOf = async (device: RunningDevice) => {
  const { journal } = await viewOf(device, 'home', (view) => view.journal !== null);
  return journal ?? missing('there is one');
};

const ownSpaces = async (device: RunningDevice) => {
  const { spaces } = await viewOf(device, 'home', () => true);
  return spaces.filter(({ kind }) => kind === 'solo').map(({ space }) => space);
};

test('nobody has a notebook before they write in it, and then one, however often they open it', async () => {
  const ana = await anaAlone();
  expect(await ownSpaces(ana.device)).toEqual([]);
  const opened = await Promise.all([ana.device.openJournal(), ana.device.openJournal()]);
  const [journal] = opened.map(value);
  expect(opened.map(value)).toEqual([journal, journal]);
  expect(value(await ana.device.openJournal())).toBe(journal);
  expect(await ownSpaces(ana.device)).toEqual([journal]);
});

test('home hears at once that something stands half written beside it, also after starting anew', async () => {
  const ana = await anaAlone();
  const asides = (device: RunningDevice, places: readonly string[]) =>
    viewOf(device, 'home', (view) => view.asides.join() === places.join());
  await asides(ana.device, []);
  await ana.device.keepAside('journal', 'I was up at');
  await asides(ana.device, ['journal']);
  await ana.device.close();
  const again = world.device(ana.store);
  await asides(again, ['journal']);
  expect(await again.aside('journal')).toBe('I was up at');
  await again.keepAside('journal', '');
  await asides(again, []);
});

test('what Ana writes into it is on all her devices, and nothing of it with Bo', async () => {
  const ana = await anaAlone();
  const bo = await world.joiner(cast.bo.name, ana);
  const journal = value(await ana.device.openJournal());
  value(await ana.device.act(journal, said({ text: 'I was up at four, and the street was mine.' })));

  const second = await secondOf(ana);
  expect(await journalOf(second)).toBe(journal);
  await wordsIn(second, journal, ['I was up at four, and the street was mine.']);
  value(await second.act(journal, said({ text: 'And then it rained.', note: 'weather' })));
  await wordsIn(ana.device, journal, ['I was up at four, and the street was mine.', 'And then it rained.']);

  await spaceOf(bo.device, journal, ({ situation }) => situation === 'not-here');
  expect(await ownSpaces(bo.device)).toEqual([]);
});

test('two devices that open one at the same moment have opened the same one', async () => {
  const ana = await anaAlone();
  const second = await secondOf(ana);
  const [here, there] = (await Promise.all([ana.device.openJournal(), second.openJournal()])).map(value);
  expect(here).toBe(there);
  for (const device of [ana.device, second]) expect(await ownSpaces(device)).toEqual([here]);

  const journal = here ?? missing('it was opened');
  value(await ana.device.act(journal, said({ text: 'From my phone.' })));
  await wordsIn(second, journal, ['From my phone.']);
  value(await second.act(journal, said({ text: 'From my desk.' })));
  await wordsIn(ana.device, journal, ['From my phone.', 'From my desk.']);
});

test('a device that has other keys than the one that opened it finds the same one', async () => {
  const ana = await anaAlone();
  const journal = value(await ana.device.openJournal());
  value(await ana.device.act(journal, said({ text: 'Before.' })));
  await wordsIn(ana.device, journal, ['Before.']);
  value(await ana.device.rotateKeys());
  expect(value(await ana.device.openJournal())).toBe(journal);
  const second = await secondOf(ana);
  expect(value(await second.openJournal())).toBe(journal);
  await wordsIn(second, journal, ['Before.']);
  value(await second.act(journal, said({ text: 'After.' })));
  await wordsIn(ana.device, journal, ['Before.', 'After.']);
});

test('an entry that is let go is gone on the other device, too', async () => {
  const ana = await anaAlone();
  const second = await secondOf(ana);
  const journal = value(await ana.device.openJournal());
  value(await ana.device.act(journal, said({ text: 'Not for keeping.' })));
  const { turns } = await wordsIn(second, journal, ['Not for keeping.']);
  const [turn] = turns;
  if (turn?.state !== 'said') throw new Error('it was said');
  value(await second.act(journal, withdrawn(turn)));
  await wordsIn(ana.device, journal, [null]);
});

test('without a line an entry waits on the device, and a first notebook cannot begin', async () => {
  const ana = await anaAlone();
  const bo = await world.joiner(cast.bo.name, ana);
  const journal = value(await ana.device.openJournal());
  await world.stopServer();
  expect(await bo.device.openJournal()).toMatchObject({ ok: false, refusal: { code: 'offline' } });
  value(await ana.device.act(journal, said({ text: 'On the train.' })));
  await spaceOf(ana.device, journal, ({ turns }) => turns.some(({ pending }) => pending));
  await world.startServer();
  await wordsIn(ana.device, journal, ['On the train.']);
});

test('whoever has left a notebook can begin another, on all their devices', async () => {
  const ana = await anaAlone();
  const second = await secondOf(ana);
  const first = value(await ana.device.openJournal());
  value(await ana.device.leave(first));
  expect(await ownSpaces(ana.device)).toEqual([]);
  await viewOf(second, 'home', ({ journal }) => journal === null);
  const next = value(await ana.device.openJournal());
  expect(next).not.toBe(first);
  expect(value(await second.openJournal())).toBe(next);
});

test('whoever calls themselves otherwise is called so beside a notebook, too', async () => {
  const ana = await anaAlone();
  value(await ana.device.openJournal());
  value(await ana.device.rename('Anouk'));
  await viewOf(ana.device, 'device', ({ me }) => me?.name === 'Anouk');
});
