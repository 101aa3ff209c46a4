import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema } from '#protocol/envelope.ts';
import type { Writes } from '#server/store/store.ts';

/** Lets the bodies of these events go, with what they show, as far as they are this author's own. Their places in the log stay. */
export async function wipe(
  writes: Writes,
  { space, author, ids }: { readonly space: Bytes; readonly author: Bytes; readonly ids: readonly Bytes[] },
): Promise<void> {
  for (const id of ids) {
    const entry = await writes.entryById(space, id);
    if (entry?.type !== 'event' || entry.body === null) continue;
    const header = fromCbor(headerSchema, entry.statement);
    if (!header.ok || !equalBytes(header.value.author, author)) continue;
    await writes.wipeBody(space, id);
    if (header.value.blobs !== undefined) await writes.wipeBlobs(space, id);
  }
}
