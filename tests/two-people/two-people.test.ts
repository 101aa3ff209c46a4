import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SpaceView } from '#device/device.ts';
import { createSafe } from '#device/safe.ts';
import { answered } from '#domain/agreement/answered.ts';
import { keptInSight } from '#domain/agreement/kept-in-sight.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import { reopened } from '#domain/agreement/reopened.ts';
import { revisitSuggested } from '#domain/agreement/revisit-suggested.ts';
import type { MemberChoice } from '#domain/agreement/view.ts';
import { reworded } from '#domain/conversation/reworded.ts';
import { said } from '#domain/conversation/said.ts';
import { withdrawn } from '#domain/conversation/withdrawn.ts';
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
import { cast, communityName } from '#tests/cast.ts';
import type { SpaceId } from '#kernel/ids.ts';

let world: World;
let ana: Person;
let bo: Person;
let pair: SpaceId;

beforeAll(async () => {
  world = await createWorld();
  ana = await world.founder(cast.ana.name);
  bo = await world.joiner(cast.bo.name, ana);
  pair = await world.connect(ana, bo);
});
afterAll(() => world.close());

test('both see the community and each other by the names they chose', async () => {
  for (const { device } of [ana, bo]) {
    const view = await viewOf(
      device,
      'community',
      ({ people }) => people.length === 2 && people.every((one) => one.name),
    );
    expect(view.name).toBe(communityName);
    expect(view.people.map(({ name }) => name).sort()).toEqual(['Ana', 'Bo']);
  }
});

test('what one says the other reads, and the other way', async () => {
  value(await ana.device.act(pair, said({ text: 'Are you up?' })));
  await wordsIn(bo.device, pair, ['Are you up?']);
  value(await bo.device.act(pair, said({ text: 'Always.' })));
  await wordsIn(ana.device, pair, ['Are you up?', 'Always.']);
});

test('both read the same six words to each other', async () => {
  const words = await Promise.all(
    [ana, bo].map(({ device }) => spaceOf(device, pair, ({ safetyWords }) => safetyWords.length === 6)),
  );
  expect(words[0]?.safetyWords).toEqual(words[1]?.safetyWords);
});

test('a turn said better replaces the former words on both screens', async () => {
  const before = await wordsIn(bo.device, pair, ['Are you up?', 'Always.']);
  const turn = before.turns[1];
  if (turn?.state !== 'said') throw new Error('a turn was said');
  value(await bo.device.act(pair, reworded(turn, { text: 'Mostly.' })));
  await wordsIn(ana.device, pair, ['Are you up?', 'Mostly.']);
});

test('a withdrawn turn leaves a line, and its words are nowhere on either device', async () => {
  const before = await wordsIn(bo.device, pair, ['Are you up?', 'Mostly.']);
  const turn = before.turns[1];
  if (turn?.state !== 'said') throw new Error('a turn was said');
  value(await bo.device.act(pair, withdrawn(turn)));
  for (const { device, store } of [ana, bo]) {
    await wordsIn(device, pair, ['Are you up?', null]);
    // What rests is read anew by a device that starts over the same store.
    const again = world.device(store);
    await wordsIn(again, pair, ['Are you up?', null]);
    again.close();
    const chunks = await createSafe(store).list('entries', pair);
    expect(JSON.stringify(chunks)).toContain('Are you up?');
    expect(JSON.stringify(chunks)).not.toMatch(/Always|Mostly/);
  }
});

test('an agreement is theirs while both say yes, and lapses the moment one does not', async () => {
  const text = 'We say when we need quiet.';
  const clause = value(await ana.device.act(pair, proposed({ text })));
  const isOpen = (view: SpaceView) => view.agreement.clauses[0]?.situation === 'waiting';
  await spaceOf(bo.device, pair, isOpen);
  const wording = { clause, proposal: clause, text };
  value(await bo.device.act(pair, answered({ ...wording, answer: 'yes' })));
  for (const { device } of [ana, bo]) {
    await spaceOf(device, pair, ({ agreement }) => agreement.clauses[0]?.inForce?.text === text);
  }
  value(await ana.device.act(pair, reopened(wording)));
  for (const { device } of [ana, bo]) {
    await spaceOf(device, pair, ({ agreement }) => agreement.clauses[0]?.situation === 'lapsed');
  }
});

test('a day to look at it again, and a sentence kept in sight, can be chosen and taken back', async () => {
  value(await ana.device.act(pair, revisitSuggested({ on: '2032-02-29' })));
  await spaceOf(bo.device, pair, ({ agreement }) => agreement.revisit?.on === '2032-02-29');
  value(await bo.device.act(pair, revisitSuggested({ on: null })));
  await spaceOf(ana.device, pair, ({ agreement }) => agreement.revisit?.on === null);

  const { agreement } = await spaceOf(ana.device, pair, () => true);
  const { clause } = agreement.clauses[0] ?? missing('there is a sentence');
  for (const chosen of [clause, null]) {
    value(await ana.device.act(pair, keptInSight({ clause: chosen })));
    const isHers = ({ member, clause: hers }: MemberChoice) => member === ana.id && hers === chosen;
    await spaceOf(bo.device, pair, (view) => view.agreement.choices.some(isHers));
  }
});

test('somebody who lets a knock be is not asked again, and the other sees no difference', async () => {
  const cai = await world.joiner(cast.cai.name, bo);
  await viewOf(ana.device, 'community', ({ people }) => people.length === 3);
  value(await ana.device.knock({ to: cai.id, words: 'Hello over there.' }));
  const { knocks } = await viewOf(cai.device, 'home', (view) => view.knocks.length === 1);
  expect(knocks[0]).toMatchObject({ name: 'Ana', words: 'Hello over there.' });
  value(await cai.device.letKnockBe(knocks[0]!.id));
  await viewOf(cai.device, 'home', (view) => view.knocks.length === 0);
  const seen = await viewOf(ana.device, 'home', ({ asked }) => asked.length === 1);
  expect(seen.asked[0]?.name).toBe('Cai');
});

test('an introduction in new words replaces the former one', async () => {
  value(await bo.device.introduce('Mends bicycles.'));
  value(await bo.device.introduce('Mends bicycles, mostly.'));
  const view = await viewOf(ana.device, 'community', ({ people }) =>
    people.some(({ words }) => words === 'Mends bicycles, mostly.'),
  );
  expect(view.people.find(({ person }) => person === ana.id)?.words).toBeNull();
});

test('who is called otherwise is called so everywhere', async () => {
  value(await bo.device.rename('Bodo'));
  await spaceOf(ana.device, pair, ({ title }) => title === 'Bodo');
  await viewOf(ana.device, 'community', ({ people }) => people.some(({ name }) => name === 'Bodo'));
});
