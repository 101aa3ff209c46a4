import { directionOf, type Direction, type Locale } from './locales.ts';

/** Dates, times, numbers and lists as this locale writes them. Moments are milliseconds since 1970. */
export interface Formats {
  readonly locale: Locale;
  readonly direction: Direction;
  /** 7:05 pm */
  time(at: number): string;
  /** Tuesday, 24 November 2026 */
  day(at: number): string;
  /** 24 Nov 2026 */
  shortDay(at: number): string;
  /** As one says it near the day: today, yesterday, Sunday, 3 November, 3 Nov 2025. */
  nearDay(at: number, now: number): string;
  /** today, yesterday, in 3 days */
  daysFromNow(days: number): string;
  number(value: number): string;
  /** 3.4 MB */
  size(bytes: number): string;
  /** Ana, Bo and Cai */
  list(items: readonly string[]): string;
  /** In the order this locale sorts names. */
  compare(left: string, right: string): number;
}

/** What was asked for once, by locale: words are loaded for each page, and making these takes a phone its time. */
const known = new Map<Locale, Formats>();

/** `timeZone` is for tests: a device uses its own. */
export function formatsFor(locale: Locale, timeZone?: string): Formats {
  if (timeZone !== undefined) return makeFormats(locale, { timeZone });
  const made = known.get(locale) ?? makeFormats(locale, {});
  known.set(locale, made);
  return made;
}

function makeFormats(locale: Locale, zone: { readonly timeZone?: string }): Formats {
  const spoken = intlLocale(locale);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(spoken, { ...options, ...zone }));
  const time = dates({ hour: 'numeric', minute: '2-digit' });
  const day = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortDay = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const weekday = dates({ weekday: 'long' });
  const dayOfYear = dates({ day: 'numeric', month: 'long' });
  // The same calendar for counting days, whatever the locale writes.
  const plain = once(
    () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }),
  );
  const dayNumber = (at: number) => Date.parse(plain().format(at)) / 86_400_000;
  const relative = once(() => new Intl.RelativeTimeFormat(spoken, { numeric: 'auto' }));
  const number = once(() => new Intl.NumberFormat(spoken));
  const list = once(() => new Intl.ListFormat(spoken, { type: 'conjunction' }));
  const collator = once(() => new Intl.Collator(spoken));
  return {
    locale,
    direction: directionOf(locale),
    time: (at) => time().format(at),
    day: (at) => day().format(at),
    shortDay: (at) => shortDay().format(at),
    nearDay: (at, now) => {
      const daysAgo = dayNumber(now) - dayNumber(at);
      if (daysAgo === 0 || daysAgo === 1) return relative().format(-daysAgo, 'day');
      if (daysAgo > 1 && daysAgo < 7) return weekday().format(at);
      const sameYear = plain().format(at).slice(0, 4) === plain().format(now).slice(0, 4);
      return sameYear ? dayOfYear().format(at) : shortDay().format(at);
    },
    daysFromNow: (days) => relative().format(days, 'day'),
    number: (value) => number().format(value),
    size: (bytes) => {
      const [unit, of] = sizes.find(([, least]) => bytes >= least) ?? ['byte', 1];
      const written = new Intl.NumberFormat(spoken, { style: 'unit', unit, maximumFractionDigits: 1 });
      return written.format(bytes / of);
    },
    list: (items) => list().format(items),
    compare: (left, right) => collator().compare(left, right),
  };
}

/** Made when it is first asked for: a page needs two or three of all. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

const sizes = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

// Written English here is the international kind; where somebody's device asks for another English, it is theirs.
function intlLocale(locale: Locale): string {
  return locale === 'en' || locale === 'en-XA' || locale === 'en-XB' ? 'en-GB' : locale;
}
