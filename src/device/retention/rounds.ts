import type { Home } from '#device/home.ts';
import { createQueue } from '#device/queue.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { day, hour, type Millis } from '#kernel/time.ts';

/** Looks, about once a day and when the device starts, whether something of mine has had its time. */
export interface Rounds {
  /** Something of this space is otherwise than before: looks, unless that was done today. */
  look(live: LiveSpace): void;
  close(): void;
}

export function createRounds(home: Home): Rounds {
  const lookedAt = new Map<SpaceId, Millis>();
  // One after another: two at once would let go of the same.
  const inTurn = createQueue();
  let closed = false;

  function look(live: LiveSpace): void {
    const { id, caughtUp, fold } = live;
    if (closed || !caughtUp || fold.state.retention.choices.size === 0) return;
    const now = home.clock();
    const before = lookedAt.get(id);
    // A clock that was set back does not put it off for years.
    if (before !== undefined && now >= before && now - before < day) return;
    lookedAt.set(id, now);
    void inTurn(async () => {
      // Where nothing was ever chosen nobody needs it.
      const { carryOut } = await import('#device/retention/carry-out.ts');
      if (!closed) await carryOut(home, live);
    }).catch(() => lookedAt.delete(id));
  }

  const hourly = setInterval(() => [...home.spaces.values()].forEach(look), hour);

  return {
    look,
    close() {
      closed = true;
      clearInterval(hourly);
    },
  };
}
