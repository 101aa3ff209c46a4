import { afterAll, beforeAll, expect, test } from 'vitest';
import { answered } from '#domain/agreement/answered.ts';
import { proposed } from '#domain/agreement/proposed.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { cast } from '#tests/cast.ts';
import { createWorld, missing, spaceOf, value, viewOf, type Person, type World } from '#tests/world.ts';

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

const homeOf = ({ device }: Person) => viewOf(device, 'home', () => true);

test.each([
  ['Ana', 'Bo'],
  ['Bo', 'Ana'],
])('a sentence that %s offers waits for %s at home, until it is answered or kept quiet', async (offers) => {
  const [one, other] = offers === 'Ana' ? [ana, bo] : [bo, ana];
  const text = `${offers} rings before coming by.`;
  value(await one.device.act(pair, proposed({ text })));
  const { waits } = await viewOf(other.device, 'home', (view) => view.waits.length > 0);
  expect(waits).toMatchObject([{ space: pair, by: offers }]);
  expect((await homeOf(one)).waits).toEqual([]);

  value(await other.device.mute(pair, true));
  await viewOf(other.device, 'home', (view) => view.waits.length === 0);
  value(await other.device.mute(pair, false));
  await viewOf(other.device, 'home', (view) => view.waits.length === 1);

  const { agreement } = await spaceOf(other.device, pair, () => true);
  const last = agreement.clauses.at(-1) ?? missing('it was offered');
  const { clause, newest } = last;
  const yes = { clause, proposal: newest.proposal, text: newest.text, answer: 'yes' } as const;
  value(await other.device.act(pair, answered(yes)));
  await viewOf(other.device, 'home', (view) => view.waits.length === 0);
});

test('home knows where something stands half written, and only on the device where it was begun', async () => {
  const halfOf = async (person: Person) =>
    (await homeOf(person)).spaces.find(({ space }) => space === pair)?.halfWritten;
  expect(await halfOf(ana)).toBe('nothing');
  await ana.device.keepDraft(pair, { sentence: 'We ring' });
  expect(await halfOf(ana)).toBe('sentence');
  await ana.device.keepDraft(pair, { text: 'Tomorrow' });
  expect(await halfOf(ana)).toBe('words');
  expect(await halfOf(bo)).toBe('nothing');
  await ana.device.keepDraft(pair, { text: '', sentence: '' });
  expect(await halfOf(ana)).toBe('nothing');
});

test('what this place is stands at home until it is put away, and comes back when it is asked for', async () => {
  expect((await homeOf(ana)).beginningAway).toBe(false);
  value(await ana.device.putBeginningAway(true));
  expect((await homeOf(ana)).beginningAway).toBe(true);
  expect((await homeOf(bo)).beginningAway).toBe(false);
  value(await ana.device.putBeginningAway(false));
  expect((await homeOf(ana)).beginningAway).toBe(false);
});
