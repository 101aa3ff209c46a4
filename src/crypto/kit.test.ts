import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { expect, test } from 'vitest';
import { ana, hexOf, wanted, whyNot } from '#tests/crypto/cast.ts';
import { kitFromWords, newKit } from './kit.ts';

test('the twelve words give everything back, however they are typed', async () => {
  const kit = await newKit();
  expect(kit.words).toHaveLength(12);
  const again = wanted(await kitFromWords(kit.words.map((word) => ` ${word.toUpperCase()} `)));
  expect(again.recoveryKey.publicKey).toEqual(kit.recoveryKey.publicKey);
  expect(again.unlocker.signKey.publicKey).toEqual(kit.unlocker.signKey.publicKey);
  expect(again.unlocker.mac(ana.line.person)).toEqual(kit.unlocker.mac(ana.line.person));
  expect(again.lookup).toEqual(kit.lookup);
});

test('no two kits are the same, and no key of a kit is another', async () => {
  const [one, other] = [await newKit(), await newKit()];
  expect(one.words).not.toEqual(other.words);
  const keys = [one.recoveryKey.publicKey, one.unlocker.signKey.publicKey, one.lookup].map(hexOf);
  expect(new Set(keys).size).toBe(3);
});

test('the words are those of BIP39', async () => {
  const words = entropyToMnemonic(new Uint8Array(16), wordlist).split(' ');
  expect(words.join(' ')).toBe(`${'abandon '.repeat(11)}about`);
  expect((await kitFromWords(words)).ok).toBe(true);
});

test('a word that is wrong, missing, out of place or too much is noticed', async () => {
  const words = `${'abandon '.repeat(11)}about`.split(' ');
  const wrong = [
    words.with(3, 'ability'),
    words.slice(1),
    [...words, 'about'],
    words.toReversed(),
    words.with(0, 'xyz'),
  ];
  for (const typed of wrong) expect(whyNot(await kitFromWords(typed))).toBe('kit-words-wrong');
});
