import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent }) {
  const { locale } = await parent();
  const words = await loadWords(
    locale,
    'me',
    'appearance',
    'keptForHelp',
    'keptHere',
    'thisDevice',
    'refusals',
  );
  return { words, back: paths.home() };
}
