import type { Locale } from '#words/locales.ts';
import { loadWords, type Noun, type Words } from '#words/words.ts';
import { nouns } from '#words/en/nouns.ts';

export type EveryWord = Words<Noun>;

/** All that pages say in this language: a journey finds things by these, and holds no sentence of its own. */
export function everyWord(locale: Locale): Promise<EveryWord> {
  // The names of an object that is written out in words/.
  return loadWords(locale, ...(Object.keys(nouns) as Noun[]));
}
