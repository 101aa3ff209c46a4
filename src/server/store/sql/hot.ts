import type { Reads, StoredCounts, Writes } from '#server/store/store.ts';

/**
 * What is asked at nearly every request, and what has to be said differently to each database. Written by hand in
 * `sqlite/` and `postgres/`; all else is said once, in `reads.ts` and `writes.ts`.
 */
export type HotReads = Pick<
  Reads,
  'session' | 'knownDevice' | 'membership' | 'space' | 'headsOf' | 'entries' | 'entryById' | 'hashAt'
> & {
  size(): Promise<Pick<StoredCounts, 'entries' | 'bytes'>>;
};

export type HotWrites = Pick<
  Writes,
  'place' | 'places' | 'areThere' | 'addEntry' | 'addEntries' | 'wipeBody' | 'addSpace' | 'putState' | 'claim'
>;
