import type { Formats } from '#words/formats.ts';

/** A time as one says it: the hour alone where it is today, and the day before it where it is not. */
export function whenIs(formats: Formats, at: number, now: number): string {
  const isToday = formats.shortDay(at) === formats.shortDay(now);
  return isToday ? formats.time(at) : `${formats.shortDay(at)}, ${formats.time(at)}`;
}
