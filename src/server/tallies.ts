import type { Clock, Millis } from '#kernel/time.ts';

/** How often something may happen in a stretch of time, counted by key and in memory only. */
export interface Tally {
  /** Counts one more; false where that was one too many, which is not counted. */
  take(key: string): boolean;
}

interface Counted {
  count: number;
  readonly until: Millis;
}

/** At most this many keys are remembered: whoever makes up keys cannot fill the memory, only be forgotten sooner. */
const keysMost = 100_000;

export function createTally(clock: Clock, most: number, stretch: Millis): Tally {
  const countedByKey = new Map<string, Counted>();

  function forget(now: Millis): void {
    for (const [key, { until }] of countedByKey) {
      if (until > now && countedByKey.size < keysMost) return;
      countedByKey.delete(key);
    }
  }

  return {
    take(key) {
      const now = clock();
      const known = countedByKey.get(key);
      if (known !== undefined && known.until > now) {
        if (known.count >= most) return false;
        known.count += 1;
        return true;
      }
      // Again to the end, so that the map stays in the order in which its stretches end.
      countedByKey.delete(key);
      forget(now);
      countedByKey.set(key, { count: 1, until: now + stretch });
      return true;
    },
  };
}
