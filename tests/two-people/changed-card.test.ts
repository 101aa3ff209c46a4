import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposed } from '#domain/agreement/proposed.ts';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { drawHostLink } from '#server/host/link.ts';
import { card, cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, wordsIn, type Person, type World } from '#tests/world.ts';

const paid = {
  ...card,
  boundByLaw: 'Two of us are paid from now on, and have to report what the law names.',
};
const refused = { ok: false, refusal: { code: 'card-changed' } };

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  value(await ana.device.act(pair, said({ text: 'Said under the first card.' })));
  await wordsIn(bo.device, pair, ['Said under the first card.']);
});
afterAll(() => world.close());

const token = () => bytesToText(drawHostLink(world.folder, Date.now));
const asked = (person: Pick<Person, 'device'>) =>
  viewOf(person.device, 'device', ({ cardAsks }) => cardAsks !== null);
const notAsked = (person: Pick<Person, 'device'>) =>
  viewOf(person.device, 'device', ({ cardAsks }) => cardAsks === null);
/** As it stands, without waiting for anything. */
const askedNow = async (device: Person['device']) => (await viewOf(device, 'device', () => true)).cardAsks;

test('whoever founded and whoever came in said yes to the card on the way', async () => {
  for (const { device } of [ana, bo]) expect(await askedNow(device)).toBeNull();
});

describe('when the host changes the card', () => {
  beforeAll(async () => {
    // Somebody with the link of the machine, on a device where nobody lives.
    value(await world.device().changeCard({ token: token(), card: paid }));
  });

  test('both are asked at once, and see what stood there before', async () => {
    for (const person of [ana, bo]) {
      const { cardAsks } = await asked(person);
      expect(cardAsks).toMatchObject({ card: paid, former: card });
    }
  });

  test('what was said can be read, and taken back', async () => {
    const { turns } = await spaceOf(bo.device, pair, (view) => view.turns.length === 1);
    // Ana said it a moment ago.
    const [turn] = turns;
    value(await ana.device.act(pair, withdrawn(turn as SaidTurn)));
    await wordsIn(bo.device, pair, [null]);
  });

  test('new words, knocks and invitations wait for the yes', async () => {
    expect(await bo.device.act(pair, said({ text: 'Before the yes.' }))).toMatchObject(refused);
    expect(await bo.device.act(pair, proposed({ text: 'Before the yes.' }))).toMatchObject(refused);
    expect(await bo.device.introduce('Before the yes.')).toMatchObject(refused);
    expect(await bo.device.invite()).toMatchObject(refused);
    expect(await bo.device.knock({ to: ana.id, words: 'Before the yes.' })).toMatchObject(refused);
  });

  test('a yes to another card than the one at the door is no yes', async () => {
    expect(await bo.device.sayYesToCard(card)).toMatchObject(refused);
    await asked(bo);
  });

  test('whoever says yes goes on, and the other is still asked', async () => {
    value(await bo.device.sayYesToCard(paid));
    await notAsked(bo);
    value(await bo.device.act(pair, said({ text: 'After the yes.' })));
    await wordsIn(ana.device, pair, [null, 'After the yes.']);
    await asked(ana);
    value(await ana.device.sayYesToCard(paid));
    await notAsked(ana);
  });

  test('the yes is known on another device of the same person', async () => {
    const second = world.device();
    const { signinName, passphrase } = bo.draft;
    value(await second.signIn({ signinName, passphrase }));
    await wordsIn(second, pair, [null, 'After the yes.']);
    await notAsked({ device: second });
  });

  test('the first card, when it comes back, is asked about again', async () => {
    value(await world.device().changeCard({ token: token(), card }));
    for (const person of [ana, bo])
      expect((await asked(person)).cardAsks).toMatchObject({ card, former: paid });
  });
});
