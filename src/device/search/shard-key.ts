import type { SpaceId } from '#kernel/ids.ts';

/** How many places of a log one shard of the search knows: few enough that new words cost little, and one byte says which. */
export const shardPlaces = 256;

/** Which shard knows a place of the log. */
export function blockOf(place: number): number {
  return Math.floor((place - 1) / shardPlaces);
}

/** Under this a shard rests, so that what was let go can be taken away with the log, whether anybody searches or not. */
export function shardKey(space: SpaceId, block: number): string {
  return `${space} ${block}`;
}
