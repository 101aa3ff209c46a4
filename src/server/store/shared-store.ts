import type { Bytes } from '#kernel/bytes.ts';
import type { Head } from '#protocol/api.ts';
import type { Store, StoredPlace } from './store.ts';

/** A store that several nodes share. */
export interface SharedStore extends Store {
  readonly glances: Glances;
}

/** What a node asks to find what others have done: few columns of many rows at once. */
export interface Glances {
  /** Where logs stand. One that is not there is left out. */
  places(spaces: readonly Bytes[]): Promise<readonly (StoredPlace & { readonly space: Bytes })[]>;
  /** The heads of all the spaces that these people are in. */
  heads(people: readonly Bytes[]): Promise<readonly { readonly person: Bytes; readonly head: Head }[]>;
  /** The number of the newest letter that each of them ever got; 0 for none. */
  newestLetters(
    people: readonly Bytes[],
  ): Promise<readonly { readonly person: Bytes; readonly number: number }[]>;
  /** Those of these sessions that were not ended. */
  livingSessions(tokenHashes: readonly Bytes[]): Promise<readonly Bytes[]>;
}
