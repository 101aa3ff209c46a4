import { afterEach, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import type { Fetch } from '#device/transport.ts';
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
  await world.stopServer();
  value(await ana.device.act(pair, said({ text: 'Before the battery went.' })));
  ana.device.close();
  await world.startServer();
  const again = world.device(ana.store);
  await wordsIn(bo.device, pair, ['Before the battery went.']);
  await wordsIn(again, pair, ['Before the battery went.']);
});

test('a device that dies after sending and before the answer sends again, and it is there once', async () => {
  const { ana, bo, pair } = await twoConnected();
  ana.device.close();
  const deaf = world.device(ana.store, losesAnswersTo('/log', 'POST'));
  await spaceOf(deaf, pair, ({ situation }) => situation === 'open');
  value(await deaf.act(pair, said({ text: 'Did you get this?' })));
  await wordsIn(bo.device, pair, ['Did you get this?']);
  deaf.close();

  const again = world.device(ana.store);
  value(await again.act(pair, said({ text: 'I think you did.' })));
  const view = await wordsIn(bo.device, pair, ['Did you get this?', 'I think you did.']);
  expect(view.turns.map(wordsOf)).toHaveLength(2);
  await viewOf(again, 'device', ({ unsent }) => !unsent);
});

/** The request arrives; the answer does not. */
function losesAnswersTo(end: string, method: string): (fetch: Fetch) => Fetch {
  return (fetch) => async (address, init) => {
    const response = await fetch(address, init);
    if (init.method === method && new URL(address).pathname.endsWith(end)) throw new TypeError('lost');
    return response;
  };
}
