import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, params, url }) {
  const { locale } = await parent();
  const within = url.searchParams.has('door') || url.searchParams.has('tool');
  return {
    words: await loadWords(locale, 'tools', 'talk', 'refusals'),
    back: within ? paths.tools(params.space) : paths.space(params.space),
  };
}
