import { loadWords } from '#words/words.ts';

export async function load({ parent }) {
  const { locale } = await parent();
  return {
    words: await loadWords(locale, 'home', 'spaceNames', 'journal', 'changedCard', 'hostCard', 'refusals'),
  };
}
