import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, params }) {
  const { locale } = await parent();
  return {
    words: await loadWords(locale, 'moments', 'talk', 'refusals'),
    back: paths.moments(params.space),
  };
}
