import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent }) {
  const { locale } = await parent();
  return {
    words: await loadWords(locale, 'takingAlong', 'archivePages', 'spaceNames', 'refusals'),
    back: paths.me(),
  };
}
