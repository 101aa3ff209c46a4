import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse } from '#kernel/result.ts';
import { day, minute, toMinutes, type Minutes } from '#kernel/time.ts';
import type { AnswerOf, RequestOf } from '#protocol/api.ts';
import { lengthOfPart, partsIn } from '#protocol/blob.ts';
import type { Context } from '#server/context.ts';
import type { Answer } from '#server/refusal.ts';
import type { Reads } from '#server/store/store.ts';
import type { SignedInVisit } from '#server/visit.ts';

/** What no event shows after this time is let go. */
export const untiedBlobLasts: Minutes = day / minute;
/** Somebody may bring a few at once, from several devices, and not fill the disk with what nobody will ever see. */
const untiedMost = 24;
const bytesInMegabyte = 1024 * 1024;

/** Takes the next part of a sealed file, or says which one is the next. */
export function putBlob(
  { store, clock, config }: Context,
  { session, place: space }: SignedInVisit,
  { blob: id, length, at, part }: RequestOf<'putBlob'>,
): Promise<Answer<AnswerOf<'putBlob'>>> {
  const { person: author } = session;
  const parts = partsIn(length);
  return store.write(
    async (writes): Promise<Answer<AnswerOf<'putBlob'>>> => {
      const known = await writes.blob(space, id);
      if (known !== null && (!equalBytes(known.author, author) || known.length !== length))
        return refuse('id-taken');
      const there = known === null ? 0 : parts - known.missing;
      if (part === undefined) return ok({ parts: there });
      if (part.length !== lengthOfPart(length, at)) return refuse('malformed', 'part');
      // Sent twice, or begun anew where it was let go in the meantime: the answer says where to go on.
      if (at !== there) return ok({ parts: there });
      if (known === null) {
        const most = config.megabytesPerPerson * bytesInMegabyte;
        const room = await roomFor(writes, author, { length, most });
        if (!room.ok) return room;
        await writes.addBlob(space, id, { author, length, parts, begunAt: toMinutes(clock()) });
      }
      await writes.addBlobPart(space, id, { number: at, bytes: part });
      return ok({ parts: there + 1 });
    },
    [author],
  );
}

async function roomFor(
  reads: Reads,
  author: Bytes,
  { length, most }: { readonly length: number; readonly most: number },
): Promise<Answer<void>> {
  const { bytes, untied } = await reads.blobsOf(author);
  if (bytes + length > most) return refuse('blobs-full');
  return untied < untiedMost ? ok(undefined) : refuse('too-many');
}

/** Hands out a part of what an event shows, and of what its author has brought so far. */
export async function readBlob(
  { store }: Context,
  { session, place: space }: SignedInVisit,
  { blob: id, at }: RequestOf<'readBlob'>,
): Promise<Answer<AnswerOf<'readBlob'>>> {
  const blob = await store.read.blob(space, id);
  if (blob === null) return refuse('not-found');
  if (!blob.isTied && !equalBytes(blob.author, session.person)) return refuse('not-found');
  const part = await store.read.blobPart(space, id, at);
  return part === null ? refuse('not-found') : ok({ length: blob.length, part });
}
