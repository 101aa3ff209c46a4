import { bytesToText, textToBytes, type Bytes } from '#kernel/bytes.ts';

/**
 * Ids are SHA-256 hashes: 32 bytes on the wire, 43 characters of base64url in memory, branded so that one kind is
 * never taken for another.
 */
export type Id<Kind extends string> = string & { readonly __id: Kind };
export type PersonId = Id<'person'>;
export type SpaceId = Id<'space'>;
export type EventId = Id<'event'>;
export type CommitId = Id<'commit'>;
/** Drawn by whoever brings it, and no hash. */
export type BlobId = Id<'blob'>;

export const idLength = 32;

export function idFromBytes<Kind extends string>(bytes: Uint8Array): Id<Kind> {
  // The brand is earned by the caller, who knows which field these bytes came from.
  return bytesToText(bytes) as Id<Kind>;
}

/** @throws RangeError where the text was never an id: ids are parsed at the edge, so that is a mistake in our code. */
export function idToBytes(id: Id<string>): Bytes {
  const bytes = textToBytes(id);
  if (bytes === null || bytes.length !== idLength) throw new RangeError('not an id');
  return bytes;
}

export function isId(text: unknown): text is Id<string> {
  return typeof text === 'string' && text.length === 43 && textToBytes(text)?.length === idLength;
}
