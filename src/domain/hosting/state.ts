import type { PersonId } from '#kernel/ids.ts';

/** Who looks after the next time a circle meets. It goes around by itself; nobody owes it. */
export interface Hosting {
  /** Whoever hosted last: those after them come next. */
  readonly last: PersonId | null;
  /** Whoever took the next time over. */
  readonly taken: PersonId | null;
  /** Those who passed the next time on. */
  readonly passed: readonly PersonId[];
  readonly pending: boolean;
}

export const emptyHosting: Hosting = { last: null, taken: null, passed: [], pending: false };
