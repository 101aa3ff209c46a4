import { commitIdOf, dropIdOf, eventIdOf, leaveIdOf, logNext, logStart } from '#crypto/hash.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import type { EntryType } from '#server/store/store.ts';
import type { Acknowledged } from '#tests/simulator/network.ts';
import type { SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';

const idOf: { readonly [Type in EntryType]: (statement: Bytes) => Bytes } = {
  event: eventIdOf,
  commit: commitIdOf,
  leave: leaveIdOf,
  drop: dropIdOf,
};

/** The log is gapless from 1, nothing is in it twice, and each hash runs on from the one before. */
export function faultsOfLog({ id, space, entries }: SpaceCopy): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  let hash = logStart(space);
  for (const [index, entry] of entries.entries()) {
    const entryId = idOf[entry.type](entry.statement);
    hash = logNext(hash, entryId);
    if (entry.seq !== index + 1) faults.push(`${id}: place ${index + 1} of the log is ${entry.seq}`);
    if (!equalBytes(entry.hash, hash)) faults.push(`${id}: the hash at ${entry.seq} does not run on`);
    if (ids.has(entryId.join())) faults.push(`${id}: what stands at ${entry.seq} is there twice`);
    ids.add(entryId.join());
  }
  return faults;
}

/** What the server once said that it had is there, where it said. */
export function faultsOfPromises(
  acknowledged: readonly Acknowledged[],
  copies: readonly SpaceCopy[],
): readonly string[] {
  return acknowledged.flatMap(({ space, seq, hash }) => {
    const entry = copies.find(({ id }) => id === space)?.entries[seq - 1];
    const isThere = entry !== undefined && equalBytes(entry.hash, hash);
    return isThere ? [] : [`${space}: what was acknowledged at ${seq} is lost`];
  });
}
