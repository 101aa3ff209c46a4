import type { Clock } from '#kernel/time.ts';
import type { Bus } from '#server/bus.ts';
import type { Store } from '#server/store/store.ts';
import type { Places } from './places.ts';

/** What the parts of the log work with. */
export interface LogParts {
  readonly store: Store;
  readonly places: Places;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Something was wiped: let it leave the files soon. */
  readonly scrubSoon: () => void;
}
