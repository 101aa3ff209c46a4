import { hour, minute, second, toMinutes, type Clock, type Minutes } from '#kernel/time.ts';
import type { Logger } from './logger.ts';
import { untiedBlobLasts } from './blobs/blobs.ts';
import { letterLasts } from './letters/letters.ts';
import { formerAccountLasts } from './people/change-account.ts';
import { boxAskLasts } from './spaces/ask-for-box.ts';
import type { Store } from './store/store.ts';

/** What happens by the clock. Where several nodes share a store, one of them sweeps. */
export interface Jobs {
  /** Something was wiped: within seconds it leaves the write-ahead log too. */
  scrubSoon(): void;
  stop(): void;
}

const sweptAgainAfter: Minutes = hour / minute;
const scrubAfter = 5 * second;
/** Somebody may have been reading just then. */
const scrubAgainAfter = minute;

export function startJobs(
  store: Store,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Jobs {
  let scrubbing: NodeJS.Timeout | null = null;
  const sweeping = setInterval(sweep, hour);
  sweeping.unref();
  sweep();

  function sweep(): void {
    const now = toMinutes(clock());
    store
      .write(async (writes) => {
        if (!(await writes.claim('sweep', { now, again: now + sweptAgainAfter }))) return;
        await writes.sweep({
          sessionsUntil: now,
          lettersBefore: now - letterLasts,
          accountsBefore: now - formerAccountLasts,
          boxAsksBefore: now - boxAskLasts,
          blobsBefore: now - untiedBlobLasts,
        });
      }, [])
      .catch((error: unknown) => logger.trouble('sweep', error));
  }

  function scrub(): void {
    scrubbing = null;
    store.scrub().catch((error: unknown) => {
      logger.trouble('scrub', error);
      scrubIn(scrubAgainAfter);
    });
  }

  function scrubIn(ms: number): void {
    scrubbing ??= setTimeout(scrub, ms).unref();
  }

  return {
    scrubSoon: () => scrubIn(scrubAfter),
    stop() {
      clearInterval(sweeping);
      if (scrubbing !== null) clearTimeout(scrubbing);
    },
  };
}
