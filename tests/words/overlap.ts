import { createHash } from 'node:crypto';
import { wordsIn } from './grade.ts';

/** How many words in a row may not be somebody else's. */
export const runLength = 8;

/** A short hash of every run of eight words: enough to know one again, not to read it. */
export function runsIn(text: string): readonly string[] {
  const words = wordsIn(text.replaceAll('’', "'")).map((word) => word.toLowerCase());
  const count = Math.max(0, words.length - runLength + 1);
  return Array.from({ length: count }, (_, at) => hashOf(words.slice(at, at + runLength)));
}

function hashOf(words: readonly string[]): string {
  return createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 10);
}
