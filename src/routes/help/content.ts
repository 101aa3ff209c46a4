import type { Result } from '#kernel/result.ts';
import type { Locale } from '#words/locales.ts';

// Nobody has written what lies in `content` in any other language yet.
const written: Locale = 'en';

/** What to call the language of content on a page that is in another one; undefined where they are the same. */
export function langOnPage(page: Locale): Locale | undefined {
  return page === written ? undefined : written;
}

/** The files of one folder of content, read: by the end of their names, in the order of names. */
export function readAll<Content>(
  files: Readonly<Record<string, unknown>>,
  read: (written: unknown) => Result<Content>,
): ReadonlyMap<string, Content> {
  const names = Object.keys(files).toSorted();
  return new Map(names.map((file) => [nameOf(file), readOne(file, read(files[file]))]));
}

// Pages are made when the client is built, so a slip in a file stops the build, before anybody needs the page.
function readOne<Content>(file: string, read: Result<Content>): Content {
  if (read.ok) return read.value;
  throw new Error(`${file} cannot be used. ${read.refusal.detail ?? read.refusal.code}`);
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.json$/, '');
}
