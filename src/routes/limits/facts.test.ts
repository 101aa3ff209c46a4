import { beforeAll, describe, expect, test } from 'vitest';
import type { Instance } from '#device/device.ts';
import { loadWords, type Words } from '#words/words.ts';
import { factsOf } from './facts.ts';

let words: Words<'houseSettings'>;
beforeAll(async () => {
  words = await loadWords('en', 'houseSettings');
});

const house: Instance = {
  version: 1,
  origin: 'https://our.example',
  founded: true,
  settings: { behindProxy: false, log: 'doors', sessionDays: 90, deviceDays: 365, letterDays: 30 },
};

describe('what the page says of this house', () => {
  test('names the line, and whether it is locked', () => {
    const { line, locked, thisMachine } = words.houseSettings;
    expect(factsOf(words, house).slice(0, 2)).toEqual([line('https://our.example'), locked]);
    const near = factsOf(words, { ...house, origin: 'http://localhost:8080' });
    expect(near.slice(0, 2)).toEqual([line('http://localhost:8080'), thisMachine]);
  });

  test('says so where something of the host stands in between', () => {
    const behind = { ...house, settings: { ...house.settings!, behindProxy: true } };
    expect(factsOf(words, behind)).toContain(words.houseSettings.proxy);
    expect(factsOf(words, house)).not.toContain(words.houseSettings.proxy);
  });

  test('takes every number from the settings', () => {
    const other = {
      ...house,
      settings: { ...house.settings!, sessionDays: 7, deviceDays: 8, letterDays: 9 },
    };
    const { session, device, letters } = words.houseSettings;
    expect(factsOf(words, other)).toEqual(expect.arrayContaining([session('7'), device('8'), letters('9')]));
  });

  test('claims nothing that an older machine has not said', () => {
    expect(factsOf(words, { version: 1, origin: 'https://our.example', founded: true })).toHaveLength(2);
  });
});
