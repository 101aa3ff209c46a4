import { loadWords } from '#words/words.ts';
import { paths } from '#routes/paths.ts';

export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'limits', 'houseSettings', 'hostCard'), back: paths.door() };
}
