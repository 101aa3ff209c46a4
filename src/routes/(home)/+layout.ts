import { loadWords } from '#words/words.ts';

// Private pages are drawn on the device only.
export const ssr = false;

export async function load({ parent }) {
  const { locale, words } = await parent();
  return { words: { ...words, ...(await loadWords(locale, 'situation')) } };
}
