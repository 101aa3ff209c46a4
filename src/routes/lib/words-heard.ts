import type { SpaceSummary } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';

type Summary = Pick<SpaceSummary, 'space' | 'news' | 'muted'>;

/**
 * Is shown all spaces, again and again, and says when somebody wrote since the last time. What stands there when it
 * begins is not new, and neither is what comes into sight because a space is no longer kept quiet.
 */
export function wordsHeard(): (spaces: readonly Summary[]) => boolean {
  const upTo = new Map<SpaceId, number>();
  let before: ReadonlyMap<SpaceId, Summary> | null = null;

  function isNew({ space, news, muted }: Summary): boolean {
    if (muted || news?.what !== 'wrote' || news.place <= (upTo.get(space) ?? 0)) return false;
    upTo.set(space, news.place);
    return before !== null && before.get(space)?.muted !== true;
  }

  return (spaces) => {
    // Nobody's home is empty: the community is always there. Whoever is not in yet has nothing to hear.
    if (spaces.length === 0) return false;
    const heard = spaces.filter(isNew).length > 0;
    before = new Map(spaces.map((summary) => [summary.space, summary]));
    return heard;
  };
}
