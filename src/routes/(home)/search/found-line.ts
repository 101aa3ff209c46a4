import type { FoundPassage } from '#device/search/question.ts';
import type { Millis } from '#kernel/time.ts';
import type { Words } from '#words/words.ts';

/** The quiet line above what was found: whose words they are, and from when. */
export function foundLine({ search, formats }: Words<'search'>, passage: FoundPassage, now: Millis): string {
  const { noun, by, at } = passage;
  const when = formats.nearDay(at, now);
  if (noun === 'community') return search.introduction(by ?? '');
  if (noun === 'agreement') return by === null ? search.clause(when) : search.clauseBy(by, when);
  if (noun === 'ending') return search.atEnd(by ?? '', when);
  if (noun === 'space') return search.purpose(by ?? '', when);
  if (noun === 'worksheet') return by === null ? search.sheet(when) : search.sheetBy(by, when);
  return search.byAt(by ?? '', when);
}

/** In the place of words that stay closed here. */
export function closedLine(
  { search }: Words<'search'>,
  closed: NonNullable<FoundPassage['closed']>,
  by: string | null,
): string {
  if (closed.because === 'note') return search.closed(by ?? '');
  return closed.because === 'apart' ? search.closedApart : search.closedByWord(closed.word);
}
