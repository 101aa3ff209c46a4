import { nouns } from './en/nouns.ts';
import { formatsFor, type Formats } from './formats.ts';
import type { Locale } from './locales.ts';
import type { Messages } from './messages.ts';

/** English is the language the others are measured by: the same nouns, the same messages, the same needs. */
type English = typeof nouns;
export type Noun = keyof English;
export type Words<N extends Noun> = { readonly [K in N]: Awaited<ReturnType<English[K]>> } & {
  readonly formats: Formats;
};

/** The words of these nouns in this locale, and how it writes dates, numbers and lists. */
export async function loadWords<const N extends Noun>(
  locale: Locale,
  ...wanted: readonly N[]
): Promise<Words<N>> {
  const change = await changeFor(locale);
  const pairs = await Promise.all(wanted.map(async (noun) => [noun, change(await nouns[noun]())] as const));
  // Each wanted noun was put under its own name just above.
  return { ...Object.fromEntries(pairs), formats: formatsFor(locale) } as Words<N>;
}

async function changeFor(locale: Locale): Promise<<M extends Messages>(messages: M) => M> {
  if (locale !== 'en-XA') return (messages) => messages;
  return (await import('./pseudo.ts')).pseudo;
}
