import { loadWords } from '#words/words.ts';

// Plain markup without a line of our code: nothing is left running behind it, and nothing can lead back by itself.
export const ssr = true;
export const csr = false;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'quiet') };
}
