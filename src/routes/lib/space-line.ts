import type { SpaceSummary } from '#device/device.ts';
import type { Millis } from '#kernel/time.ts';
import type { Words } from '#words/words.ts';

type News = NonNullable<SpaceSummary['news']>;

/** The one quiet sentence under the name of a space. Never a number. */
export function spaceLine({ home, formats }: Words<'home'>, summary: SpaceSummary, now: Millis): string {
  const { news, lastAt, muted, apart } = summary;
  // Not even when something was written last.
  if (muted) return home.muted;
  if (apart) return home.apart;
  if (news?.by === null) return apartLine(home, news.what);
  if (news !== null) return home[news.what](news.by);
  if (lastAt === null) return home.nothingYet;
  const isToday = formats.shortDay(lastAt) === formats.shortDay(now);
  return home.quietSince(isToday ? formats.time(lastAt) : formats.nearDay(lastAt, now));
}

/** Of somebody one has chosen not to meet, without a name. */
function apartLine(home: Words<'home'>['home'], what: News['what']): string {
  if (what === 'left') return home.apartLeft;
  return what === 'removed' ? home.apartRemoved : home.apartCame;
}

/** Never empty. A pair is called by both names, as both of them see it. */
export function spaceName(
  { spaceNames, formats }: Words<'spaceNames'>,
  { kind, names, title }: Pick<SpaceSummary, 'kind' | 'names' | 'title'>,
): string {
  const isNamed = names.every(({ name }) => name !== '');
  if (kind === 'pair' && names.length === 2 && isNamed) return formats.list(names.map(({ name }) => name));
  return title || (kind === 'solo' ? spaceNames.solo : spaceNames.unnamed);
}
