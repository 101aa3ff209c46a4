import { error } from '@sveltejs/kit';
import { langOnPage } from '#routes/help/content.ts';
import { helpPages } from '#routes/help/pages.ts';
import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export const ssr = true;
export const prerender = true;

export function entries() {
  return Array.from(helpPages().keys(), (page) => ({ page }));
}

export async function load({ parent, params }) {
  const { locale } = await parent();
  const page = helpPages().get(params.page);
  if (page === undefined) error(404);
  return {
    words: await loadWords(locale, 'helpPage'),
    page,
    lang: langOnPage(locale),
    easy: paths.easyHelpPage(params.page),
    back: paths.help(),
  };
}
