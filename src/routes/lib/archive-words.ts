import type { ArchiveWords } from '#device/archive/html.ts';
import type { Words } from '#words/words.ts';

/** The sentences for the pages in the file, with how their language writes. */
export function archiveWords(words: Words<'archivePages'>): ArchiveWords {
  const { locale, direction } = words.formats;
  return { ...words.archivePages, language: locale, direction };
}
