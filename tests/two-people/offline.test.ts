import { afterEach, expect, test, vi } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { newOnce } from '#device/outbox/act.ts';
import type { Fetch } from '#device/transport.ts';
import { lying } from '#tests/attacks/lying.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, wordsOf, type World } from '#tests/world.ts';
import { cast } from '#tests/cast.ts';

let world: World;
afterEach(() => world.close());

async function twoConnected() {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

test('what is written without a line shows at once, and arrives exactly once when the server is back', async () => {
  const { ana, bo, pair } = await twoConnected();
  await world.stopServer();
  await viewOf(ana.device, 'device', ({ line }) => line.state === 'offline');
  for (const text of ['One.', 'Two.', 'Three.']) value(await ana.device.act(pair, said({ text })));
  const view = await spaceOf(ana.device, pair, ({ turns }) => turns.length === 3);
  expect(view.turns.every(({ pending }) => pending)).toBe(true);

  await world.startServer();
  await wordsIn(bo.device, pair, ['One.', 'Two.', 'Three.']);
  await wordsIn(ana.device, pair, ['One.', 'Two.', 'Three.']);
});

test('what was on disk when a device died is sent by the next one over the same store, once', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  const cutOff = world.device(ana.store, () => async () => {
    throw new TypeError('no network');
  });
  await spaceOf(cutOff, pair, ({ situation }) => situation === 'open');
  value(await cutOff.act(pair, said({ text: 'Before the battery went.' })));
  cutOff.close();
  const again = world.device(ana.store);
  await wordsIn(bo.device, pair, ['Before the battery went.']);
  await wordsIn(again, pair, ['Before the battery went.']);
});

test('a device that dies after sending and before the answer sends again, and it is there once', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  const deaf = world.device(ana.store, losesAnswersTo('/log', 'POST'));
  const { headSeq } = await spaceOf(deaf, pair, ({ situation }) => situation === 'open');
  value(await deaf.act(pair, said({ text: 'Did you get this?' })));
  await wordsIn(bo.device, pair, ['Did you get this?']);
  deaf.close();

  const again = world.device(ana.store);
  value(await again.act(pair, said({ text: 'I think you did.' })));
  const view = await wordsIn(bo.device, pair, ['Did you get this?', 'I think you did.']);
  expect(view.turns.map(wordsOf)).toHaveLength(2);
  // Not only shown once: it stands in the log once.
  expect(view.headSeq).toBe(headSeq + 2);
  await viewOf(again, 'device', ({ unsent }) => !unsent);
});

test('without an answer, and without having seen it come back, the very same bytes are sent again', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  const sent: Uint8Array[] = [];
  const device = world.device(ana.store, (fetch) => async (address, init) => {
    const response = await lying({ tellsEntry: () => null })(fetch)(address, init);
    if (init.method !== 'POST' || !address.endsWith('/log')) return response;
    if (init.body instanceof Uint8Array) sent.push(init.body);
    if (sent.length === 1) throw new TypeError('lost');
    return response;
  });
  await viewOf(device, 'community', ({ people }) => people.length === 2);
  value(await device.act(pair, said({ text: 'Once, please.' })));
  await wordsIn(bo.device, pair, ['Once, please.']);
  await until(() => sent.length === 2);
  expect(sent[1]).toEqual(sent[0]);
  value(await bo.device.act(pair, said({ text: 'It was.' })));
  const { headSeq } = await wordsIn(bo.device, pair, ['Once, please.', 'It was.']);
  expect(headSeq).toBe(6);
});

test('what is taken back before it came back waits no more, and is not shown either', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  let isDeaf = true;
  const device = world.device(ana.store, (fetch) => async (address, init) => {
    if (isDeaf && init.method === 'GET') throw new TypeError('lost');
    return fetch(address, init);
  });
  await spaceOf(device, pair, ({ situation }) => situation === 'open');
  value(await device.act(pair, said({ text: 'Too quick.' })));
  const { turns } = await wordsIn(bo.device, pair, ['Too quick.']);
  // On the wire it is what Bo sees; here it still waits.
  for (const turn of turns) if (turn.state === 'said') value(await device.act(pair, withdrawn(turn)));
  await wordsIn(bo.device, pair, [null]);

  isDeaf = false;
  device.poke();
  await viewOf(device, 'device', ({ unsent }) => !unsent);
  await wordsIn(device, pair, [null]);
});

function until(isSo: () => boolean): Promise<void> {
  return vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 10_000 });
}

/** The request arrives; the answer does not. */
function losesAnswersTo(end: string, method: string): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    const response = await fetch(address, init);
    if (init.method === method && new URL(address).pathname.endsWith(end)) throw new TypeError('lost');
    return response;
  };
}

test('the same act asked for twice happens once', async () => {
  const { ana, bo, pair } = await twoConnected();
  const once = newOnce();
  const [first, second] = await Promise.all(
    [1, 2].map(() => ana.device.actOnce(pair, said({ text: 'Pressed twice.' }), once)),
  );
  expect(second).toEqual(first);
  value(await ana.device.act(pair, said({ text: 'Pressed once.' })));
  await wordsIn(bo.device, pair, ['Pressed twice.', 'Pressed once.']);
});

test('a space that could not be read when it began is read a moment later, on the same stream', async () => {
  world = await createWorld();
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  let deaf = false;
  let streams = 0;
  const second = world.device(undefined, (fetch) => async (address, init) => {
    if (new URL(address).pathname === '/api/stream') streams += 1;
    if (!deaf || !new URL(address).pathname.endsWith('/log')) return fetch(address, init);
    deaf = false;
    throw new TypeError('lost');
  });
  const { signinName, passphrase } = ana.draft;
  value(await second.signIn({ signinName, passphrase }));
  await viewOf(second, 'community', ({ people }) => people.length === 2);
  const before = streams;
  deaf = true;
  const pair = await world.connect(ana, bo);
  value(await bo.device.act(pair, said({ text: 'Are you there?' })));
  await wordsIn(second, pair, ['Are you there?']);
  expect({ deaf, streams }).toEqual({ deaf: false, streams: before });
});
