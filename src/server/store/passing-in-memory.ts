import type { Bytes } from '#kernel/bytes.ts';
import type { Millis } from '#kernel/time.ts';
import { createLru } from '#server/lru.ts';
import type { Kept, Passing } from './store.ts';

/** At most this many are remembered: whoever makes up keys cannot fill the memory, only be forgotten sooner. */
const keptMost = 100_000;

interface Counted {
  count: number;
  readonly until: Millis;
}

/** For a store that one process has to itself. */
export function passingInMemory(): Passing {
  const keptByKey = createLru<Kept>(keptMost);
  const countedByKey = createLru<Counted>(keptMost);

  function look(key: string, now: Millis): Bytes | null {
    const kept = keptByKey.get(key);
    return kept !== undefined && kept.until > now ? kept.value : null;
  }

  return {
    async keep(key, kept) {
      keptByKey.set(key, kept);
    },
    look: async (key, now) => look(key, now),
    async take(key, now) {
      const value = look(key, now);
      keptByKey.delete(key);
      return value;
    },
    async count(key, { most, now, lasts }) {
      const known = countedByKey.get(key);
      if (known === undefined || known.until <= now) {
        countedByKey.set(key, { count: 1, until: now + lasts });
        return true;
      }
      if (known.count >= most) return false;
      known.count += 1;
      return true;
    },
  };
}
