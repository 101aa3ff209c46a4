import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, params }) {
  const { locale } = await parent();
  return {
    words: await loadWords(locale, 'sheet', 'tools', 'talk', 'agreement', 'refusals'),
    back: paths.tools(params.space),
  };
}
