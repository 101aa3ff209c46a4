import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningDevice } from '#device/create-device.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Fetch } from '#device/transport.ts';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { drawHostLink } from '#server/host/link.ts';
import { card, cast } from '#tests/cast.ts';
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

/**
 * Bo writes without a line; meanwhile the host changes the card. When the line is back nothing that he typed may leave
 * before he has said yes to it, on whichever of his devices.
 */
const paid = { ...card, boundByLaw: 'Two of us are paid from now on.' };
const waiting = 'Written without a line.';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;
/** Bo's second device, whose line can be cut. */
let second: RunningDevice;
const store = memoryStore();
let isCut = false;
/** What the second device asked the server to write down. */
const appended: string[] = [];

const around =
  (fetch: Fetch): Fetch =>
  async (address, init) => {
    if (isCut) throw new TypeError('no line');
    if (init.method === 'POST' && address.endsWith('/log')) appended.push(address);
    return fetch(address, init);
  };

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  second = world.device(store, around);
  const { signinName, passphrase } = bo.draft;
  value(await second.signIn({ signinName, passphrase }));
  await spaceOf(second, pair, ({ situation }) => situation === 'open');
  value(await second.act(pair, said({ text: 'Said under the first card.' })));
  await wordsIn(ana.device, pair, ['Said under the first card.']);
  await wordsIn(second, pair, ['Said under the first card.']);
});
afterAll(() => world.close());

const changeCard = async (to: typeof card) => {
  const token = bytesToText(drawHostLink(world.folder, Date.now));
  value(await world.device().changeCard({ token, card: to }));
};
const asks = (device: RunningDevice) => viewOf(device, 'device', ({ cardAsks }) => cardAsks !== null);
/** Waits until these are the words that have not gone out, and nothing else has to settle. */
const onlyWaits = (device: RunningDevice, words: readonly string[]) =>
  spaceOf(device, pair, ({ turns }) => {
    const pending = turns.filter((turn) => turn.pending).map(wordsOf);
    return JSON.stringify(pending) === JSON.stringify(words);
  });

describe('what was written before the card changed', () => {
  beforeAll(async () => {
    isCut = true;
    second.lose();
    await viewOf(second, 'device', ({ line }) => line.state === 'offline');
    value(await second.act(pair, said({ text: waiting })));
    const { turns } = await spaceOf(second, pair, (view) => view.turns.length === 2);
    const first = turns[0];
    if (first?.state !== 'said') throw new Error('the first turn is there');
    value(await second.act(pair, withdrawn(first)));
    await changeCard(paid);
    appended.length = 0;
    isCut = false;
    second.poke();
  });

  test('waits once the line is back, and what takes back does not', async () => {
    await asks(second);
    // The withdrawal was written after it and is there, so the outbox had its turn.
    await wordsIn(ana.device, pair, [null]);
    await onlyWaits(second, [waiting]);
    expect(appended).toHaveLength(1);
  });

  test('waits on when the device is closed and opened again, before it has looked at the door', async () => {
    second.close();
    isCut = true;
    second = world.device(store, around);
    // The card is asked about from what rests here, without a line.
    expect((await asks(second)).cardAsks).toMatchObject({ card: paid, former: card });
    isCut = false;
    second.poke();
    value(await ana.device.sayYesToCard(paid));
    value(await ana.device.act(pair, said({ text: 'I have said yes.' })));
    await spaceOf(second, pair, ({ turns }) => turns.some((turn) => wordsOf(turn) === 'I have said yes.'));
    await onlyWaits(second, [waiting]);
    expect(appended).toHaveLength(1);
  });

  test('goes out by itself with the yes, once', async () => {
    value(await second.sayYesToCard(paid));
    await wordsIn(ana.device, pair, [null, 'I have said yes.', waiting]);
    await wordsIn(second, pair, [null, 'I have said yes.', waiting]);
    expect(appended).toHaveLength(2);
  });
});

describe('a name that is typed while the card asks', () => {
  test('waits too, and a yes on another device of the same person lets it go', async () => {
    const third = { ...paid, ages: '21 and over.' };
    await changeCard(third);
    await asks(second);
    await asks(bo.device);
    value(await second.rename('Robert'));
    value(await bo.device.sayYesToCard(third));
    // What he writes there names the newest of what his devices share, once that is put away.
    await expect
      .poll(
        async () => {
          value(await bo.device.act(pair, said({ text: 'Yes, from my other device.' })));
          return (await viewOf(second, 'device', () => true)).cardAsks;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBeNull();
    await spaceOf(ana.device, pair, ({ members }) => members.some(({ name }) => name === 'Robert'));
  });
});
