import type { FoundInSpace } from '#device/search/question.ts';
import { spaceName } from '#routes/lib/space-line.ts';
import type { Words } from '#words/words.ts';

/** What a space is called where several stand below each other. */
export function nameOfSpace(
  { search, formats }: Words<'search'>,
  space: Pick<FoundInSpace, 'kind' | 'names' | 'title'>,
): string {
  return spaceName(space, formats.list) || (space.kind === 'solo' ? search.solo : search.unnamed);
}
