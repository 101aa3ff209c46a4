import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';
import { langOnPage } from './content.ts';
import { helpLines } from './lines.ts';
import { helpPages } from './pages.ts';

// Public and prerendered: it opens signed out, and before any of our code has arrived.
export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return {
    words: await loadWords(locale, 'help', 'helpLine'),
    lang: langOnPage(locale),
    lines: helpLines(),
    pages: Array.from(helpPages(), ([name, { title }]) => ({ title, href: paths.helpPage(name) })),
  };
}
