import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, params, url }) {
  const { locale } = await parent();
  const within = ['door', 'tool', 'sheet'].some((name) => url.searchParams.has(name));
  return {
    words: await loadWords(locale, 'tools', 'talk', 'agreement', 'refusals'),
    back: within ? paths.tools(params.space) : paths.space(params.space),
  };
}
