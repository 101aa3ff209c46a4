import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposed } from '#domain/agreement/proposed.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import type { SaidTurn } from '#domain/conversation/state.ts';
import { endingBegunFor } from '#domain/ending/begun.ts';
import { offered } from '#domain/ending/offered.ts';
import { endingStoppedNow } from '#domain/ending/stopped.ts';
import { takenBack } from '#domain/ending/taken-back.ts';
import { described } from '#domain/space/described.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
import { newOnce } from '#device/outbox/act.ts';
import type { RunningDevice } from '#device/create-device.ts';
import type { SearchQuestion, SearchView } from '#device/search/question.ts';
import { memoryStore } from '#device/store/memory.ts';
import type { Store } from '#device/store/store.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import {
  createWorld,
  missing,
  spaceOf,
  value,
  viewOf,
  wordsOf,
  type Person,
  type World,
} from '#tests/world.ts';

let world: World;
let ana: Person;
let bo: Person;
let cai: Person;
let pair: SpaceId;
let other: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  cai = await world.joiner(cast.cai.name, ana);
  pair = await world.connect(ana, bo);
  other = await world.connect(ana, cai);
});
afterAll(() => world.close());

/** The first answer that is as asked. */
function answer(
  device: RunningDevice,
  question: Partial<SearchQuestion> & { words: string },
  isRight: (view: SearchView) => boolean,
): Promise<SearchView> {
  const whole = { space: null, most: 5, ...question };
  // The world waits for whatever is watched like a topic.
  return viewOf(
    { watch: (_topic, run) => device.watchSearch(whole, run as never) } as Pick<RunningDevice, 'watch'>,
    'home',
    ((view: unknown) => isRight(view as SearchView)) as never,
  ) as unknown as Promise<SearchView>;
}

const textsOf = (view: SearchView) =>
  view.spaces.map(({ passages }) =>
    passages.map(({ pieces }) =>
      pieces.map(({ text, isSought }) => (isSought ? `[${text}]` : text)).join(''),
    ),
  );
const isWhole = ({ situation }: SearchView) => situation === 'whole';
const finds = (device: RunningDevice, words: string, texts: readonly (readonly string[])[]) =>
  answer(
    device,
    { words },
    (view) => isWhole(view) && JSON.stringify(textsOf(view)) === JSON.stringify(texts),
  );

const blocksIn = async (store: Store) => (await store.list('search', '')).map(({ key }) => key);

async function turnOf({ device }: Person, space: SpaceId, text: string): Promise<SaidTurn> {
  const { turns } = await spaceOf(device, space, (view) =>
    view.turns.some((turn) => wordsOf(turn) === text && !turn.pending),
  );
  const turn = turns.find((each) => wordsOf(each) === text);
  return turn?.state === 'said' ? turn : missing('it was said');
}

test('Ana finds what was said in each of her spaces, newest first, and needs no line for it', async () => {
  value(await bo.device.act(pair, said({ text: 'The lantern hangs by the gate.' })));
  value(await ana.device.act(pair, said({ text: 'I lit the lantern.' })));
  value(await cai.device.act(other, said({ text: 'Lanterns everywhere tonight.' })));
  await turnOf(ana, other, 'Lanterns everywhere tonight.');
  await turnOf(ana, pair, 'I lit the lantern.');
  await turnOf(ana, pair, 'The lantern hangs by the gate.');
  await world.stopServer();
  const view = await answer(
    ana.device,
    { words: 'lantern' },
    (seen) => isWhole(seen) && seen.spaces.length === 2,
  );
  expect(textsOf(view).flat().toSorted()).toEqual([
    'I lit the [lantern].',
    'The [lantern] hangs by the gate.',
    '[Lantern]s everywhere tonight.',
  ]);
  expect(view.spaces.find(({ space }) => space === pair)?.passages.map(({ by }) => by)).toEqual([
    'Ana',
    'Bo',
  ]);
  await world.startServer();
});

test('Bo does not find what Ana and Cai said to each other', async () => {
  await turnOf(bo, pair, 'I lit the lantern.');
  const view = await answer(
    bo.device,
    { words: 'lantern' },
    (seen) => isWhole(seen) && seen.spaces.length > 0,
  );
  expect(view.spaces.map(({ space }) => space)).toEqual([pair]);
});

test('in one space only its own words are found, and people and places are not', async () => {
  const view = await answer(ana.device, { words: 'lantern', space: other }, isWhole);
  expect(textsOf(view)).toEqual([['[Lantern]s everywhere tonight.']]);
  expect((await answer(ana.device, { words: 'cai', space: other }, isWhole)).names).toEqual([]);
});

test('more than somebody wants to see at once is said, and given when asked for', async () => {
  const one = await answer(ana.device, { words: 'lantern', space: pair, most: 1 }, isWhole);
  expect(one.spaces[0]).toMatchObject({ hasMore: true, passages: [{ by: 'Ana' }] });
  const two = await answer(ana.device, { words: 'lantern', space: pair, most: 2 }, isWhole);
  expect(two.spaces[0]).toMatchObject({ hasMore: false });
});

test('people are found by their names, clauses and introductions by their words', async () => {
  value(await ana.device.act(pair, proposed({ text: 'We ring before we come by.' })));
  value(await bo.device.introduce('I mend clocks.'));
  await finds(ana.device, 'ring before', [['We [ring] [before] we come by.']]);
  const clocks = await finds(ana.device, 'clock', [['I mend [clock]s.']]);
  expect(clocks.spaces[0]?.passages[0]).toMatchObject({ noun: 'community', opens: bo.id });
  const { names } = await answer(
    ana.device,
    { words: 'bo' },
    (view) => isWhole(view) && view.names.length > 0,
  );
  expect(names).toMatchObject([{ person: bo.id, space: pair, pieces: [{ text: 'Bo', isSought: true }] }]);
});

test.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('what %s offers at an end is found, and not once it is taken back', async (name) => {
  const [one, two] = name === 'Ana' ? [ana, bo] : [bo, ana];
  value(await one.device.act(pair, endingBegunFor({ on: null })));
  await spaceOf(one.device, pair, ({ moments }) => moments.ending.underway !== null);
  const text = `Quince of ${name}.`;
  const offer = value(await one.device.act(pair, offered({ prompt: 'what-i-valued', text })));
  for (const { device } of [one, two]) {
    const view = await finds(device, 'quince', [[`[Quince] of ${name}.`]]);
    expect(view.spaces[0]?.passages[0]).toMatchObject({ noun: 'ending', opens: offer, by: name });
  }
  value(await one.device.act(pair, takenBack(offer)));
  for (const { device } of [one, two]) await finds(device, 'quince', []);
  value(await one.device.act(pair, endingStoppedNow()));
});

test('what a circle says that it is for is found in the words that stand now', async () => {
  const { space } = value(
    await ana.device.openCircle({ name: 'Oven', purpose: 'Rye loaves.', look: 'ring', ask: [], words: '' }),
  );
  const found = await finds(ana.device, 'rye', [['[Rye] loaves.']]);
  expect(found.spaces).toMatchObject([{ space, passages: [{ noun: 'space', by: 'Ana', closed: null }] }]);
  value(await ana.device.act(space, described('Spelt loaves.', 'ring')));
  await finds(ana.device, 'rye', []);
  await finds(ana.device, 'spelt', [['[Spelt] loaves.']]);
});

test('a picture is found by its description', async () => {
  const size = { type: 'image/jpeg', width: 40, height: 30 } as const;
  const told = { description: 'A heron in the reeds.', note: '' };
  const bytes = new Uint8Array(100);
  value(await ana.device.bring(pair, { sort: 'picture', once: newOnce(), bytes, ...told, ...size }));
  for (const { device } of [ana, bo]) await finds(device, 'heron', [['A [heron] in the reeds.']]);
});

test('of words that somebody closed with a note only the note is shown, and its writer sees both', async () => {
  value(await bo.device.act(pair, said({ text: 'It was loud in the marketplace.', note: 'nights' })));
  await turnOf(ana, pair, 'It was loud in the marketplace.');
  const hers = await answer(ana.device, { words: 'marketplace' }, ({ spaces }) => spaces.length > 0);
  expect(hers.spaces[0]?.passages).toMatchObject([
    { closed: { because: 'note' }, pieces: [], note: [{ text: 'nights' }] },
  ]);
  const his = await answer(bo.device, { words: 'nights' }, ({ spaces }) => spaces.length > 0);
  expect(his.spaces[0]?.passages).toMatchObject([
    { closed: null, note: [{ text: 'nights', isSought: true }] },
  ]);
  expect(textsOf(his)).toEqual([['It was loud in the marketplace.']]);
});

test('words that are closed for me are found closed: by a word I muted, and by whom I do not meet', async () => {
  value(await cai.device.act(other, said({ text: 'The lighthouse had geese.' })));
  await turnOf(ana, other, 'The lighthouse had geese.');
  const closedFor = async (isRight: (closed: unknown) => boolean) => {
    const is = ({ spaces }: SearchView) => isRight(spaces[0]?.passages[0]?.closed);
    const view = await answer(ana.device, { words: 'lighthouse' }, is);
    return view.spaces[0]?.passages;
  };
  expect(await closedFor((closed) => closed === null)).toMatchObject([{ closed: null }]);

  value(await ana.device.muteWord('geese', true));
  const byWord = { because: 'word', word: 'geese' };
  expect(await closedFor((closed) => closed !== null)).toMatchObject([{ closed: byWord, pieces: [] }]);
  value(await ana.device.muteWord('geese', false));

  value(await cai.device.introduce('I keep bees near the lighthouse.'));
  await answer(ana.device, { words: 'bees' }, ({ spaces }) => spaces.length > 0);
  value(await ana.device.keepApart(cai.id, true));
  expect(await closedFor((closed) => closed !== null)).toMatchObject([{ closed: { because: 'apart' } }]);
  const named = await answer(ana.device, { words: 'cai' }, isWhole);
  expect(named.names.map(({ person }) => person)).not.toContain(cai.id);
  const bees = await answer(ana.device, { words: 'bees' }, isWhole);
  expect(bees.spaces).toEqual([]);
  value(await ana.device.keepApart(cai.id, false));
});

test.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('what %s withdraws is not found by anybody, nor what was reworded by its former words', async (name) => {
  const [one, two] = name === 'Ana' ? [ana, bo] : [bo, ana];
  value(await one.device.act(pair, said({ text: `Thistle of ${name}.` })));
  const turn = await turnOf(one, pair, `Thistle of ${name}.`);
  for (const { device } of [one, two]) await finds(device, 'thistle', [[`[Thistle] of ${name}.`]]);
  value(await one.device.act(pair, reworded(turn, { text: `Heather of ${name}.` })));
  for (const { device } of [one, two]) {
    await finds(device, 'thistle', []);
    await finds(device, 'heather', [[`[Heather] of ${name}.`]]);
  }
  value(await one.device.act(pair, withdrawn(await turnOf(one, pair, `Heather of ${name}.`))));
  for (const { device } of [one, two])
    for (const word of ['thistle', 'heather']) await finds(device, word, []);
});

test('a device that starts again goes on with what it had written down, and writes nothing anew', async () => {
  const store = memoryStore();
  const second = world.device(store);
  value(await second.signIn(ana.draft));
  await finds(second, 'gate', [['The lantern hangs by the [gate].']]);
  await expect.poll(() => blocksIn(store)).toEqual(await blocksIn(ana.store));
  second.close();
  const rested = await store.list('search', '');
  const again = world.device(store);
  await finds(again, 'gate', [['The lantern hangs by the [gate].']]);
  // Whatever is sealed again has other bytes.
  expect(await store.list('search', '')).toEqual(rested);
  again.close();
});

test('what is withdrawn leaves what rests for the search, also where nobody has searched since', async () => {
  const store = memoryStore();
  const second = world.device(store);
  value(await second.signIn(ana.draft));
  await finds(second, 'gate', [['The lantern hangs by the [gate].']]);
  await expect.poll(() => blocksIn(store)).toContain(`${pair} 0`);
  second.close();
  const quiet = world.device(store);
  value(await bo.device.act(pair, withdrawn(await turnOf(bo, pair, 'The lantern hangs by the gate.'))));
  await spaceOf(quiet, pair, ({ turns }) =>
    turns.some(({ state, author }) => state === 'withdrawn' && author === bo.id),
  );
  await expect.poll(() => blocksIn(store)).not.toContain(`${pair} 0`);
  await finds(quiet, 'gate', []);
  quiet.close();
});

test('a locked device finds nothing, and finds again what it found as soon as it is open', async () => {
  await ana.device.lock();
  const view = await answer(ana.device, { words: 'lantern' }, () => true);
  expect(view).toEqual({ situation: 'opening', names: [], spaces: [], lacking: [] });
  value(await ana.device.unlock(ana.draft.passphrase));
  await finds(ana.device, 'everywhere', [['Lanterns [everywhere] tonight.']]);
});
