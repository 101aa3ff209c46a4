import { wordlist } from '@scure/bip39/wordlists/english.js';
import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { randomBytes } from './suite.ts';

/** A list of 2048 words chosen to be told apart: each stands for eleven bits. */
const bitsPerWord = 11;

/** Draws words anew: six for a passphrase are 66 bits, three for a sign-in name. */
export function drawWords(count: number): readonly string[] {
  return wordsFrom(randomBytes(Math.ceil((count * bitsPerWord) / 8)), count);
}

/** The first bits of `bytes`, written as words. */
export function wordsFrom(bytes: Bytes, count: number): readonly string[] {
  assert(bytes.length * 8 >= count * bitsPerWord, 'there are bits enough for the words');
  return Array.from({ length: count }, (_, at) => {
    const word = wordlist[bitsAt(bytes, at * bitsPerWord)];
    assert(word !== undefined, 'eleven bits name a word');
    return word;
  });
}

function bitsAt(bytes: Bytes, from: number): number {
  let value = 0;
  for (let bit = from; bit < from + bitsPerWord; bit++) {
    value = (value << 1) | ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1);
  }
  return value;
}
