import { langOnPage } from '#routes/help/content.ts';
import { paths } from '#routes/paths.ts';
import { loadWords } from '#words/words.ts';

export async function load({ parent, data }) {
  const { locale } = await parent();
  const back =
    data.kind === 'module' ? paths.course(data.course.id) : paths.coursePart(data.course.id, data.module.id);
  return {
    ...data,
    words: await loadWords(locale, 'courses', 'toolNames'),
    lang: langOnPage(locale),
    back,
  };
}
