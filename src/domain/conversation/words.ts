import * as v from 'valibot';
import { wordsUpTo } from '#domain/space/define.ts';

/** What can be said, and said anew: a text, and if its writer wishes a note that stands before it. */
export const spokenWords = {
  text: wordsUpTo(20_000),
  note: v.exactOptional(wordsUpTo(200)),
};
