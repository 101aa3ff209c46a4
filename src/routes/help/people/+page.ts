import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

// Made ahead, so that it opens signed out and without a line. What stands on it comes from this device alone.
export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'keptForHelp'), back: paths.help() };
}
