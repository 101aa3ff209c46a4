import { wordlist } from '@scure/bip39/wordlists/english.js';
import { expect, test } from 'vitest';
import { ana, bo, cai } from '#tests/crypto/cast.ts';
import { H } from './hash.ts';
import { safetyWords } from './safety.ts';
import { drawWords, wordsFrom } from './words.ts';

test('eleven bits name a word, and the next eleven the next', () => {
  expect(wordsFrom(Uint8Array.of(0, 0, 0), 2)).toEqual([wordlist[0], wordlist[0]]);
  expect(wordsFrom(Uint8Array.of(255, 255, 255), 2)).toEqual([wordlist[2047], wordlist[2047]]);
  expect(wordsFrom(Uint8Array.of(0b00000000, 0b00100000, 0b00001000), 2)).toEqual([wordlist[1], wordlist[2]]);
});

test('drawn words come from the list, as many as asked for, and are others each time', () => {
  const drawn = drawWords(6);
  expect(drawn).toHaveLength(6);
  expect(drawn.every((word) => wordlist.includes(word))).toBe(true);
  expect(drawWords(6)).not.toEqual(drawn);
  expect(drawWords(3)).toHaveLength(3);
});

test('every word is drawn about as often as any other', () => {
  const halves = { lower: 0, upper: 0 };
  for (const word of drawWords(4000)) halves[wordlist.indexOf(word) < 1024 ? 'lower' : 'upper']++;
  expect(halves.lower).toBeGreaterThan(1700);
  expect(halves.upper).toBeGreaterThan(1700);
});

test('two people read the same six words to each other, and others where one of them is somebody else', () => {
  const [space, a, b] = [H('space'), ana.line.person, bo.line.person];
  expect(safetyWords(space, a, b)).toHaveLength(6);
  expect(safetyWords(space, b, a)).toEqual(safetyWords(space, a, b));
  expect(safetyWords(space, a, cai.line.person)).not.toEqual(safetyWords(space, a, b));
  expect(safetyWords(H('person'), a, b)).not.toEqual(safetyWords(space, a, b));
});
