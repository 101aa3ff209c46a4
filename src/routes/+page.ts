import { loadWords } from '#words/words.ts';

// Public and prerendered: whoever comes by reads what this is before any of our code has arrived.
export const ssr = true;
export const prerender = true;

export async function load({ parent }) {
  const { locale } = await parent();
  return { words: await loadWords(locale, 'door') };
}
