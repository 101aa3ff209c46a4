/** What a page can be written in. The last two are made from English, to test with. */
export const locales = ['en', 'en-XA', 'en-XB'] as const;

/** What people can choose: a language is in the list once it is whole. */
export const spokenLocales: readonly Locale[] = ['en'];

export type Locale = (typeof locales)[number];
export type Direction = 'ltr' | 'rtl';

/** The first wish we can meet, by whole tag and then by language alone; English where there is none. */
export function chooseLocale(wishes: readonly (string | null)[]): Locale {
  for (const wish of wishes) {
    if (wish === null) continue;
    const met =
      locales.find((locale) => locale === wish) ?? locales.find((locale) => locale === wish.split('-')[0]);
    if (met !== undefined) return met;
  }
  return 'en';
}

export function directionOf(locale: Locale): Direction {
  return locale === 'en-XB' ? 'rtl' : 'ltr';
}

/** As it calls itself, which is how whoever needs it finds it. */
export function nameOfLocale(locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
}
