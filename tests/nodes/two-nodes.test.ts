import { afterEach, describe, expect, test } from 'vitest';
import { said } from '#domain/conversation/said.ts';
import { streamPath } from '#protocol/api.ts';
import { second } from '#kernel/time.ts';
import type { Signals } from '#server/nodes/signals.ts';
import { databaseUrl } from '#tests/house/postgres.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type World } from '#tests/world.ts';
import { startNodes, type Nodes } from './nodes.ts';

let world: World;
let nodes: Nodes;
let asked: string[];
afterEach(() => world.close());

async function worldOn(options: Parameters<typeof startNodes>[0]) {
  asked = [];
  world = await createWorld({
    hears: (address) => asked.push(address),
    start: async () => (nodes = await startNodes(options)),
  });
}

/** Ana's stream is at the first node, Bo's at the second; whatever else they ask goes to both in turn. */
async function twoConnected() {
  const ana = await world.founder(cast.ana.name);
  const bo = await world.joiner(cast.bo.name, ana);
  return { ana, bo, pair: await world.connect(ana, bo) };
}

const streamsOpened = () => asked.filter((address) => address.endsWith(streamPath)).length;

describe.skipIf(databaseUrl === null)('on two nodes', () => {
  test('people found, come in, ask each other, talk both ways, and come back by passphrase', async () => {
    await worldOn({ run: 'here' });
    const { ana, bo, pair } = await twoConnected();
    const words: string[] = [];
    for (const turn of [1, 2, 3, 4, 5, 6]) {
      const text = `Turn ${turn}.`;
      words.push(text);
      value(await (turn % 2 === 0 ? ana : bo).device.act(pair, said({ text })));
      await wordsIn(ana.device, pair, words);
      await wordsIn(bo.device, pair, words);
    }
    const elsewhere = world.device();
    const { signinName, passphrase } = ana.draft;
    value(await elsewhere.signIn({ signinName, passphrase }));
    await wordsIn(elsewhere, pair, words);
    value(await bo.device.leave(pair));
    await spaceOf(elsewhere, pair, ({ members }) => members.length === 1);
  });

  test('two who write at once see the same, in the same order', async () => {
    await worldOn({ run: 'here' });
    const { ana, bo, pair } = await twoConnected();
    const say = async (person: typeof ana, count: number) => {
      for (let turn = 0; turn < count; turn++)
        value(await person.device.act(pair, said({ text: `${person.name} ${turn}.` })));
    };
    await Promise.all([say(ana, 15), say(bo, 15)]);
    const isWhole = ({ turns }: { turns: readonly { pending: boolean }[] }) =>
      turns.length === 30 && turns.every(({ pending }) => !pending);
    const [hers, his] = await Promise.all([ana, bo].map(({ device }) => spaceOf(device, pair, isWhole)));
    expect(his?.turns).toEqual(hers?.turns);
  });

  test('signals that are lost cost only delay', async () => {
    // None of them arrives, ever: only looking at the store is left.
    const deaf = (signals: Signals): Signals => ({ ...signals, send: () => undefined });
    await worldOn({ run: 'here', signals: deaf, sweepEvery: second });
    const { ana, bo, pair } = await twoConnected();
    value(await ana.device.act(pair, said({ text: 'Nobody was told of this.' })));
    await wordsIn(bo.device, pair, ['Nobody was told of this.']);
    value(await bo.device.act(pair, said({ text: 'Nor of this.' })));
    await wordsIn(ana.device, pair, ['Nobody was told of this.', 'Nor of this.']);
    const cai = await world.joiner(cast.cai.name, bo);
    await viewOf(ana.device, 'community', ({ people }) => people.some(({ person }) => person === cai.id));
    await world.connect(cai, ana);
  });

  test('a node that is killed in the middle of a talk costs a reconnect and nothing else', async () => {
    await worldOn({ run: 'apart' });
    const { ana, bo, pair } = await twoConnected();
    const before = streamsOpened();
    const words: string[] = [];
    const say = async (person: typeof ana, text: string) => {
      words.push(text);
      value(await person.device.act(pair, said({ text })));
    };
    await say(ana, 'Before.');
    await wordsIn(bo.device, pair, words);
    await say(bo, 'While it dies, one.');
    const dying = nodes.kill(1);
    await wordsIn(ana.device, pair, words);
    await say(bo, 'While it dies, two.');
    await dying;
    await wordsIn(ana.device, pair, words);
    await say(ana, 'After.');
    await wordsIn(ana.device, pair, words);
    await wordsIn(bo.device, pair, words);
    expect(streamsOpened() - before).toBeGreaterThanOrEqual(1);

    await nodes.restart(1);
    await nodes.kill(0);
    await say(bo, 'On the other one.');
    await wordsIn(ana.device, pair, words);
    await wordsIn(bo.device, pair, words);
  });
});
