import { afterAll, beforeAll, expect, test } from 'vitest';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
  await bothHaveSeen();
});
afterAll(() => world.close());

async function bothHaveSeen() {
  for (const { device } of [ana, bo]) await device.seen(pair, Number.MAX_SAFE_INTEGER);
}

const newsOf = async ({ device }: Person) =>
  (await viewOf(device, 'home', () => true)).spaces.find(({ space }) => space === pair)?.news ?? null;

async function saysWith(person: Person, text: string, note?: string) {
  const before = await spaceOf(person.device, pair, () => true);
  value(await person.device.act(pair, said({ text, ...(note !== undefined && { note }) })));
  return before.turns.length + 1;
}

test.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])(
  'what %s muted closes what the other writes with it, shows the word, and brings no news',
  async (mutes) => {
    const [one, other] = mutes === 'Ana' ? [ana, bo] : [bo, ana];
    value(await one.device.muteWord('War', true));
    const many = await saysWith(other, `The war is over, ${mutes}.`);
    const view = await spaceOf(one.device, pair, ({ turns }) => turns.length === many);
    const turn = view.turns.at(-1)!;
    expect(view.closed).toEqual({ ...view.closed, [turn.id]: { because: 'word', word: 'War' } });
    expect(await newsOf(one)).toBeNull();
    expect((await spaceOf(other.device, pair, ({ turns }) => turns.length === many)).closed).toEqual({});

    value(await one.device.muteWord('war', false));
    const opened = await spaceOf(one.device, pair, () => true);
    expect(opened.closed).toEqual({});
    expect(await newsOf(one)).toMatchObject({ what: 'wrote', by: other.name });
    await bothHaveSeen();
  },
);

test('a word in the note that closes a turn closes it too, and so does one that comes with other words', async () => {
  value(await ana.device.muteWord('hospital', true));
  const many = await saysWith(bo, 'It was long.', 'about the hospital');
  const view = await spaceOf(ana.device, pair, ({ turns }) => turns.length === many);
  const turn = view.turns.at(-1)!;
  expect(view.closed[turn.id]).toEqual({ because: 'word', word: 'hospital' });
  await bothHaveSeen();

  const next = await saysWith(bo, 'It was short.');
  const theirs = await spaceOf(
    bo.device,
    pair,
    ({ turns }) => turns.length === next && !turns.at(-1)!.pending,
  );
  const short = theirs.turns.at(-1)!;
  if (short.state !== 'said') throw new Error('it was said');
  await bothHaveSeen();
  value(await bo.device.act(pair, reworded(short, { text: 'It was short, in hospital.' })));
  await spaceOf(ana.device, pair, ({ closed }) => closed[short.id] !== undefined);
  expect(await newsOf(ana)).toBeNull();
});

test('one’s own words stay open', async () => {
  const many = await saysWith(ana, 'I was in hospital myself.');
  const view = await spaceOf(ana.device, pair, ({ turns }) => turns.length === many);
  expect(view.closed[view.turns.at(-1)!.id]).toBeUndefined();
});

test('an introduction and a knock with the word stay closed as well', async () => {
  const cai = await world.joiner(cast.cai.name, ana);
  value(await cai.device.introduce('Ten years in hospital.'));
  await viewOf(cai.device, 'community', ({ people }) => people.length === 3);
  value(await cai.device.knock({ to: ana.id, words: 'You know the hospital too.' }));
  const closed = { because: 'word', word: 'hospital' };
  const { knocks } = await viewOf(ana.device, 'home', (view) => view.knocks.length === 1);
  expect(knocks).toMatchObject([{ closed }]);
  const { people } = await viewOf(ana.device, 'community', (view) =>
    view.people.some(({ person, words }) => person === cai.id && words !== null),
  );
  expect(people.find(({ person }) => person === cai.id)).toMatchObject({ closed });
});

test('the words hold on a device that signs in later', async () => {
  value(await ana.device.muteWord('Ａｌｌｅｙ', true));
  await expect
    .poll(
      async () => {
        const device = world.device();
        const { signinName, passphrase } = ana.draft;
        value(await device.signIn({ signinName, passphrase }));
        const { mutedWords } = await viewOf(device, 'home', ({ spaces }) => spaces.length > 0);
        device.close();
        return mutedWords;
      },
      { timeout: 20_000, interval: 500 },
    )
    .toEqual(['hospital', 'Ａｌｌｅｙ']);
});

test('a word is muted once, however it is written, and what is no word is not muted', async () => {
  value(await ana.device.muteWord(' HOSPITAL ', true));
  value(await ana.device.muteWord('alley', true));
  expect((await viewOf(ana.device, 'home', () => true)).mutedWords).toEqual(['hospital', 'Ａｌｌｅｙ']);
  expect(await ana.device.muteWord('  ', true)).toMatchObject({ ok: false, refusal: { code: 'no-word' } });
});
