import type { Put, Safe } from '#device/safe.ts';
import { fromShardRecord, toShardRecord, type Shard } from '#device/search/shard.ts';
import type { Block } from '#device/search/space-index.ts';
import { shardKey } from '#device/search/shard-key.ts';
import type { SpaceId } from '#kernel/ids.ts';

/** By the number of their block. */
export type RestedShards = Map<number, Shard>;

/** The shards of a space that rest here. What does not open, or was written by another release, is made anew. */
export async function loadShards(safe: Safe, space: SpaceId): Promise<RestedShards> {
  const records = await safe.list('search', space).catch(() => []);
  return new Map(
    records.flatMap(({ key, value }) => {
      const shard = fromShardRecord(value);
      return shard === null ? [] : [[Number(key.split(' ')[1]), shard]];
    }),
  );
}

export function shardPut(space: SpaceId, number: number, { shard }: Block): Put {
  return { table: 'search', key: shardKey(space, number), ...(shard && { value: toShardRecord(shard) }) };
}

export function shardGone(space: SpaceId, number: number): Put {
  return { table: 'search', key: shardKey(space, number) };
}
