import { compareBytes, type Bytes } from '#kernel/bytes.ts';
import { H } from './hash.ts';
import { wordsFrom } from './words.ts';

/**
 * Six words that two people in a pair can read to each other: the same on both sides, whoever asks, and others where
 * somebody stands in between.
 */
export function safetyWords(space: Bytes, one: Bytes, other: Bytes): readonly string[] {
  const [first, second] = compareBytes(one, other) <= 0 ? [one, other] : [other, one];
  return wordsFrom(H('safety', space, first, second), 6);
}
