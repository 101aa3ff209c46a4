import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

// Public and prerendered: whoever wonders whether to trust the button reads this before coming in.
export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'quickExit'), back: paths.help() };
}
