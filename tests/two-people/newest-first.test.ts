import { afterEach, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import type { SpaceView } from '#device/device.ts';
import type { Fetch } from '#device/transport.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { handsOf } from '#tests/attacks/hands.ts';
import { lying, type Lies } from '#tests/attacks/lying.ts';
import { stopped, warned } from '#tests/attacks/told.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, missing, spaceOf, value, wordsOf, type Person, type World } from '#tests/world.ts';

// Somebody opens a conversation in which much was written while they were away.

let world: World;
afterEach(() => world.close());

const many = 80;
const shown = 50;
const texts = Array.from({ length: many }, (_, index) => `Turn ${index}.`);

/** Ana writes and writes while Bo's device is off. */
async function boWasAway() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  const pair = await world.connect(ana, bo);
  bo.device.close();
  for (const text of texts) value(await ana.device.act(pair, said({ text })));
  await spaceOf(ana.device, pair, ({ turns }) => turns.at(-1)?.pending === false);
  return { ana, bo, pair };
}

function inForce({ agreement }: SpaceView): boolean {
  return agreement.clauses.some((clause) => clause.inForce !== null);
}

const newestAreShown = ({ turns }: SpaceView) => turns.at(-1)?.state === 'said' && turns.length === shown;

/** Bo comes back with the conversation before their eyes. */
function backWith(store: Person['store'], pair: SpaceId, around?: (fetch: Fetch) => Fetch) {
  const device = world.device(store, around);
  device.watchSpace(pair, () => {});
  return device;
}

/** Lets a log be read with bodies left out, and whatever else is asked of it wait. */
function wholeLogWaits() {
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  const around =
    (fetch: Fetch): Fetch =>
    async (address, init) => {
      if (/\/log\?after=[1-9]/.test(address) && !address.includes('bodies=')) await promise;
      return fetch(address, init);
    };
  return { around, goOn };
}

test('the newest words are shown before all that came since has been read', async () => {
  const { bo, pair } = await boWasAway();
  const { around, goOn } = wholeLogWaits();
  const device = backWith(bo.store, pair, around);

  const ahead = await spaceOf(device, pair, newestAreShown);
  expect(ahead.turns.map(wordsOf)).toEqual(texts.slice(-shown));
  expect(ahead).toMatchObject({ situation: 'open', problem: null, waiting: 0, hasEarlier: true });
  // It stands further up, where nothing is opened yet.
  expect(ahead.firstNew).toBeNull();

  goOn();
  const whole = await spaceOf(device, pair, ({ firstNew }) => firstNew !== null);
  expect(whole.turns.map(wordsOf)).toEqual(texts.slice(-shown));
  await device.showEarlier(pair);
  const all = await spaceOf(device, pair, ({ turns }) => turns.length === many);
  expect(all.turns.map(wordsOf)).toEqual(texts);
  expect(all).toMatchObject({ problem: null, firstNew: all.turns[0]?.id });
});

test('no agreement is shown as in force until all has been read', async () => {
  const { ana, bo, pair } = await boWasAway();
  const other = world.device();
  const { signinName, passphrase } = bo.draft;
  value(await other.signIn({ signinName, passphrase }));
  await spaceOf(other, pair, ({ turns }) => turns.length === shown);
  const text = 'We write when we can.';
  const clause = value(await ana.device.act(pair, proposed({ text })));
  const yes = answered({ clause, proposal: clause, text, answer: 'yes' });
  for (const device of [ana.device, other]) {
    await spaceOf(device, pair, ({ agreement }) => agreement.clauses.length === 1);
    value(await device.act(pair, yes));
  }
  await spaceOf(ana.device, pair, inForce);

  const { around, goOn } = wholeLogWaits();
  const device = backWith(bo.store, pair, around);
  expect(inForce(await spaceOf(device, pair, newestAreShown))).toBe(false);
  goOn();
  await spaceOf(device, pair, inForce);
});

test('nothing of what was shown first is kept, and what is written meanwhile goes out', async () => {
  const { ana, bo, pair } = await boWasAway();
  const { around, goOn } = wholeLogWaits();
  const device = backWith(bo.store, pair, around);
  await spaceOf(device, pair, newestAreShown);
  value(await device.act(pair, said({ text: 'I am back.' })));
  await spaceOf(device, pair, ({ turns }) => turns.at(-1)?.pending === true);
  device.close();

  const again = world.device(bo.store);
  await spaceOf(ana.device, pair, ({ turns }) => wordsOf(turns.at(-1)!) === 'I am back.');
  await again.showEarlier(pair);
  const view = await spaceOf(again, pair, ({ turns }) => turns.length === many + 1);
  expect(view.turns.map(wordsOf)).toEqual([...texts, 'I am back.']);
  goOn();
});

test('a server that left out bodies for good is found out when all is read', async () => {
  const { bo, pair } = await boWasAway();
  const withoutOneBody: Lies['log'] = (page) => ({
    ...page,
    entries: page.entries.map((entry) =>
      entry.seq === 20 && entry.event ? { ...entry, event: { ...entry.event, body: undefined } } : entry,
    ),
  });
  const device = backWith(bo.store, pair, lying({ log: withoutOneBody }));
  await warned(device, pair, 'kept-back');
});

test('a server that then shows another log than it had shown first is found out', async () => {
  const { ana, bo, pair } = await boWasAway();
  const { transport } = await handsOf(world, ana);
  const asked = await transport.call('log', {}, { space: pair });
  const { head } = asked.ok ? asked.value : missing('the log is there');
  value(await ana.device.act(pair, said({ text: 'One more.' })));
  await spaceOf(ana.device, pair, ({ headSeq }) => headSeq === head.seq + 1);

  const cutShort: Lies['log'] = (page, { searchParams }) =>
    searchParams.has('bodies') ? page : { head, entries: page.entries.filter(({ seq }) => seq <= head.seq) };
  const device = backWith(bo.store, pair, lying({ log: cutShort }));
  await stopped(device, pair, 'forgot');
});
