import { bytesToText, type Bytes } from '#kernel/bytes.ts';
import type { Header } from '#protocol/envelope.ts';
import type { Writes } from '#server/store/store.ts';

interface Coming {
  readonly space: Bytes;
  readonly id: Bytes;
  readonly header: Header;
}

/**
 * Ties what the events of a group show to them, and answers the positions of those that show something which is not
 * here. An event that was there before keeps what it has.
 */
export async function tieBlobs(
  writes: Writes,
  group: readonly Coming[],
  areThere: readonly boolean[],
): Promise<ReadonlySet<number>> {
  const unready = new Set<number>();
  const seen = new Set<string>();
  for (const [index, { space, id, header }] of group.entries()) {
    if (header.blobs === undefined || areThere[index] === true || seen.has(bytesToText(id))) continue;
    seen.add(bytesToText(id));
    const names = new Map(header.blobs.map((blob) => [bytesToText(blob.id), blob.id]));
    const showing = { space, author: header.author, event: id };
    if (!(await writes.tieBlobs(showing, [...names.values()]))) unready.add(index);
  }
  return unready;
}
