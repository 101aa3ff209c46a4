import { loadWords } from '#words/words.ts';

// Public and prerendered: it opens signed out, and before any of our code has arrived.
export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'help') };
}
