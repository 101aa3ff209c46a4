import { expect, test } from 'vitest';
import { newRestLock } from '#crypto/rest-lock.ts';
import { randomBytes } from '#crypto/suite.ts';
import { choicesPreference, isAhead, writeCounts } from '#device/choice-counts.ts';
import { choose, chosen } from '#device/choices.ts';
import { loadPreferences, type Preferences } from '#device/preferences.ts';
import { createSafe } from '#device/safe.ts';
import { memoryStore } from '#device/store/memory.ts';

const device = async () => {
  const store = memoryStore();
  await store.keepRest(await newRestLock(randomBytes(32)));
  return { store, preferences: await loadPreferences(createSafe(store)) };
};
const meet = async (one: Preferences, other: Preferences) => {
  await one.takeOver(other.travelling());
  await other.takeOver(one.travelling());
};
const word = (of: string, wanted: boolean) => ({ of, wanted });

test('what two devices chose apart from each other holds on both when they meet, whichever is asked first', async () => {
  for (const swapped of [false, true]) {
    const { preferences: phone } = await device();
    const { preferences: laptop } = await device();
    await choose(phone, 'word', word('rain', true));
    await choose(laptop, 'word', word('snow', true));
    await choose(laptop, 'apart', word('somebody', true));
    await (swapped ? meet(laptop, phone) : meet(phone, laptop));
    for (const preferences of [phone, laptop]) {
      expect(chosen(preferences, 'word').toSorted()).toEqual(['rain', 'snow']);
      expect(chosen(preferences, 'apart')).toEqual(['somebody']);
    }
  }
});

test('a device that slept through a change of mind does not bring the old choice back', async () => {
  const { preferences: phone } = await device();
  const { preferences: laptop } = await device();
  await choose(phone, 'apart', word('somebody', true));
  await meet(phone, laptop);
  await choose(phone, 'apart', word('somebody', false));
  await choose(laptop, 'word', word('rain', true));
  await meet(phone, laptop);
  for (const preferences of [phone, laptop]) expect(chosen(preferences, 'apart')).toEqual([]);
  await choose(laptop, 'apart', word('somebody', true));
  await meet(phone, laptop);
  expect(chosen(phone, 'apart')).toEqual(['somebody']);
});

test('choosing what is chosen already changes nothing', async () => {
  const { preferences } = await device();
  await choose(preferences, 'word', word('rain', false));
  expect(preferences.get(choicesPreference)).toBeUndefined();
  await choose(preferences, 'word', word('rain', true));
  await choose(preferences, 'word', word('rain', true));
  expect(chosen(preferences, 'word')).toEqual(['rain']);
});

test('what rests on the device names neither people nor words, nor what was chosen of them', async () => {
  const { store, preferences } = await device();
  await choose(preferences, 'apart', word('somebody', true));
  await choose(preferences, 'word', word('rain', true));
  expect((await store.list('preferences', '')).map(({ key }) => key)).toEqual(['choices']);
});

test('a vault that does not know what was chosen here is told, and one that knows more is not', () => {
  const [few, many] = [writeCounts({ rain: 1 }), writeCounts({ rain: 2, snow: 1 })];
  expect([isAhead(many, few), isAhead(few, many), isAhead(few, few)]).toEqual([true, false, false]);
});
