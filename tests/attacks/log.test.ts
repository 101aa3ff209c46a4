import { afterEach, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { createSafe } from '#device/safe.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { LogEntry } from '#protocol/api.ts';
import { lying, type Lies } from '#tests/attacks/lying.ts';
import { expectRefused, stopped, warned } from '#tests/attacks/told.ts';
import {
  createWorld,
  missing,
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

async function twoConnected() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

/** Bo's device starts anew behind a server that lies to it; whatever it had is read again from that server. */
async function lyingTo(bo: Person, lies: Lies) {
  const device = world.device(undefined, lying(lies));
  const { signinName, passphrase } = bo.draft;
  value(await device.signIn({ signinName, passphrase }));
  return device;
}

/** Bo's device starts over what it had, with a line on which entries may be told otherwise. It has heard one already. */
async function lyingLive(
  bo: Person,
  ana: Person,
  pair: SpaceId,
  tellsEntry: NonNullable<Lies['tellsEntry']>,
) {
  bo.device.close();
  const device = world.device(bo.store, lying({ tellsEntry }));
  await spaceOf(device, pair, ({ situation }) => situation === 'open');
  value(await ana.device.act(pair, said({ text: 'Are you there?' })));
  await wordsIn(device, pair, ['Are you there?']);
  return device;
}

async function threeTurns(ana: Person, bo: Person, pair: SpaceId) {
  for (const text of ['First.', 'Second.', 'Third.']) value(await ana.device.act(pair, said({ text })));
  await wordsIn(bo.device, pair, ['First.', 'Second.', 'Third.']);
}

/** Changes pages of a log from the place where Ana's turns begin. */
function pagesWith(change: (entries: LogEntry[]) => LogEntry[]): Lies {
  return { log: (page) => ({ ...page, entries: change(page.entries) }) };
}

const isEvent = ({ event }: LogEntry) => event !== undefined;

test('withhold: an entry left out of the middle stops the space', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  const device = await lyingTo(
    bo,
    pagesWith((entries) => entries.filter((entry, index) => index !== entries.length - 2)),
  );
  expect((await stopped(device, pair, 'log-broken')).turns).toEqual([]);
});

test('withhold: a live entry kept back is asked for as soon as another comes', async () => {
  const { ana, bo, pair } = await twoConnected();
  let keptBack = 0;
  let keepsBack = false;
  const device = await lyingLive(bo, ana, pair, (told) => {
    if (!keepsBack) return told;
    keepsBack = false;
    keptBack += 1;
    return null;
  });
  keepsBack = true;
  value(await ana.device.act(pair, said({ text: 'One.' })));
  value(await ana.device.act(pair, said({ text: 'Two.' })));
  await wordsIn(device, pair, ['Are you there?', 'One.', 'Two.']);
  expect(keptBack).toBe(1);
});

test('reorder: two entries the other way round stop the space', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  const device = await lyingTo(
    bo,
    pagesWith((entries) => {
      const [one, other] = entries.slice(-2);
      if (!one || !other || !isEvent(one) || !isEvent(other)) return entries;
      return [...entries.slice(0, -2), { ...other, seq: one.seq }, { ...one, seq: other.seq }];
    }),
  );
  expect((await stopped(device, pair, 'fork')).turns).toEqual([]);
});

test('replay: an entry given twice stops the space', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  const device = await lyingTo(
    bo,
    pagesWith((entries) => {
      const one = entries.at(-2);
      const last = entries.at(-1);
      return one && last && isEvent(one) ? [...entries.slice(0, -1), { ...one, seq: last.seq }] : entries;
    }),
  );
  await stopped(device, pair, 'fork');
});

test('swapped body: the words of one entry under the header of another stop the space', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  const device = await lyingTo(
    bo,
    pagesWith((entries) => {
      const body = entries.at(-2)?.event?.body;
      const last = entries.at(-1);
      if (!body || !last?.event) return entries;
      return [...entries.slice(0, -1), { ...last, event: { ...last.event, body } }];
    }),
  );
  expect((await stopped(device, pair, 'log-broken')).turns).toEqual([]);
});

test('fork: a live entry that a device had verified otherwise stops the space, and nothing is sent there', async () => {
  const { ana, bo, pair } = await twoConnected();
  let lies = false;
  const device = await lyingLive(bo, ana, pair, ({ hash, ...told }) => ({
    ...told,
    hash: lies ? hash.map((byte) => byte ^ 1) : hash,
  }));
  lies = true;
  value(await ana.device.act(pair, said({ text: 'Yes.' })));
  await stopped(device, pair, 'fork');
  expectRefused(await device.act(pair, said({ text: 'Am I alone?' })), 'fork');
});

test('roll back: a server that forgot what a device had verified is found out, also after a new start', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  const { hash } = await fifthPlaceOf(bo, pair);
  bo.device.close();
  // It is given back what it says that it lost, and says so again.
  const forgetful = lying({ log: () => ({ entries: [], head: { seq: 5, hash } }) });
  const device = world.device(bo.store, forgetful);
  const { turns } = await stopped(device, pair, 'forgot');
  expect(turns).toHaveLength(3);
  expectRefused(await device.act(pair, said({ text: 'Anybody?' })), 'forgot');
  device.close();
  const again = world.device(bo.store, forgetful);
  await stopped(again, pair, 'forgot');
  again.close();

  const honest = world.device(bo.store);
  await spaceOf(honest, pair, ({ situation }) => situation === 'open');
  value(await honest.act(pair, said({ text: 'Fourth.' })));
  await wordsIn(ana.device, pair, ['First.', 'Second.', 'Third.', 'Fourth.']);
});

test('roll back: a log that ends early and elsewhere than the one that was verified stops the space for good', async () => {
  const { ana, bo, pair } = await twoConnected();
  await threeTurns(ana, bo, pair);
  bo.device.close();
  const device = world.device(
    bo.store,
    lying({ log: ({ head }) => ({ entries: [], head: { ...head, seq: head.seq - 1 } }) }),
  );
  await stopped(device, pair, 'fork');
  device.close();
  await stopped(world.device(bo.store), pair, 'fork');
});

/** Once all three turns are written down. */
async function fifthPlaceOf({ store }: Person, space: SpaceId) {
  const safe = createSafe(store);
  for (let read = 0; read < 7;) read = (await safe.get('spaces', space))?.seq ?? 0;
  const [chunk] = await safe.list('entries', space);
  return chunk?.value.places[4] ?? missing('a fifth place');
}

test('body missing without a drop: it is known, and no agreement counts as sure', async () => {
  const { ana, bo, pair } = await twoConnected();
  const text = 'We tell each other when it gets loud.';
  const clause = value(await ana.device.act(pair, proposed({ text })));
  await spaceOf(bo.device, pair, ({ agreement }) => agreement.clauses.length === 1);
  value(await bo.device.act(pair, answered({ clause, proposal: clause, text, answer: 'yes' })));
  value(await ana.device.act(pair, said({ text: 'Good.' })));
  await wordsIn(bo.device, pair, ['Good.']);

  const device = await lyingTo(
    bo,
    pagesWith((entries) => {
      const last = entries.at(-1);
      if (!last?.event) return entries;
      const { header, signature } = last.event;
      return [...entries.slice(0, -1), { ...last, event: { header, signature } }];
    }),
  );
  const view = await spaceOf(
    device,
    pair,
    ({ headSeq, agreement }) => headSeq > 4 && agreement.clauses.length === 1,
  );
  expect(view.agreement.clauses[0]?.situation).toBe('unsure');
  await warned(device, pair, 'kept-back');
  expect(view.turns).toEqual([]);
});

test('drop after a yes: whoever wipes their yes ends the agreement, on both devices', async () => {
  const { ana, bo, pair } = await twoConnected();
  const text = 'We tell each other when it gets loud.';
  const clause = value(await ana.device.act(pair, proposed({ text })));
  await spaceOf(bo.device, pair, ({ agreement }) => agreement.clauses.length === 1);
  const yes = value(await bo.device.act(pair, answered({ clause, proposal: clause, text, answer: 'yes' })));
  await spaceOf(ana.device, pair, ({ agreement }) => agreement.clauses[0]?.situation === 'ours');
  // Our own pages never do this; a changed client could.
  value(
    await bo.device.act(pair, {
      kind: 'conversation.withdrawn',
      content: { said: yes },
      must: true,
      drops: [yes],
    }),
  );
  for (const { device } of [ana, bo]) {
    await spaceOf(device, pair, ({ agreement }) => agreement.clauses[0]?.inForce === null);
  }
});

test('answer lost across a leave: what was taken before the leave is there once', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  let deaf = true;
  const device = world.device(ana.store, (fetch) => async (address, init) => {
    const response = await fetch(address, init);
    if (deaf && init.method === 'POST' && address.endsWith('/log')) throw new TypeError('lost');
    return response;
  });
  await viewOf(device, 'device', ({ line }) => line.state === 'online');
  value(await device.act(pair, said({ text: 'Take care.' })));
  await wordsIn(bo.device, pair, ['Take care.']);
  value(await bo.device.leave(pair));
  await spaceOf(device, pair, ({ members }) => members.length === 1);
  deaf = false;
  value(await device.act(pair, said({ text: 'Empty here.' })));
  const view = await wordsIn(device, pair, ['Take care.', 'Empty here.']);
  expect(view.turns.map(wordsOf)).toHaveLength(2);
  await viewOf(device, 'device', ({ unsent }) => !unsent);
});
