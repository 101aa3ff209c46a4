import { langOnPage } from '#routes/help/content.ts';
import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, data }) {
  const { locale } = await parent();
  return {
    ...data,
    words: await loadWords(locale, 'cards'),
    lang: langOnPage(locale),
    back: paths.cards(),
  };
}
