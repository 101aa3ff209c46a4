import * as v from 'valibot';
import { blobNameSchema } from '#protocol/blob.ts';
import { bytesOf, bytesUpTo, hash, signature, whole, type Encodable } from '#protocol/cbor.ts';
import { suite, version } from '#protocol/version.ts';

/** The newest place in the log that an author had verified. How forks and omissions are found out. */
export const seenSchema = v.strictObject({ seq: whole(), hash });
export type Seen = v.InferOutput<typeof seenSchema>;

/** All that the server sees of an event beside its padded size. Kind, time and words are in the sealed payload. */
const coreFields = {
  v: v.literal(version),
  suite: v.literal(suite),
  space: hash,
  epoch: whole(1),
  /** Any commit of that epoch. */
  commit: hash,
  author: hash,
  seen: seenSchema,
  /** Earlier events of the same author whose bodies go. */
  drops: v.optional(v.pipe(v.array(hash), v.minLength(1), v.maxLength(256))),
  /** What goes with it and is kept beside the log: pictures and recordings. */
  blobs: v.optional(v.pipe(v.array(blobNameSchema), v.minLength(1), v.maxLength(16))),
};

export const coreSchema = v.strictObject(coreFields);
export type Core = v.InferOutput<typeof coreSchema>;

export const headerSchema = v.strictObject({ ...coreFields, bodyHash: hash });
export type Header = v.InferOutput<typeof headerSchema>;

/** Largest body: salt, commitment, and a padded payload with room for the longest message. */
export const bodyMost = 128 * 1024;

/**
 * An event as it crosses the wire. `header` is the deterministic CBOR of a `Header`: kept as bytes, because they are
 * what is hashed and signed. A body that was dropped is absent.
 */
export const signedEventSchema = v.strictObject({
  header: bytesUpTo(24 * 1024),
  signature,
  body: v.optional(bytesUpTo(bodyMost)),
});
export type SignedEvent = v.InferOutput<typeof signedEventSchema>;

/** body = salt ‖ commitment ‖ ciphertext */
export const saltLength = 32;
export const commitmentLength = 32;

/** What is inside the seal. `content` is read by the kind's own `parse`, on the devices. */
export const payloadSchema = v.strictObject({
  kind: v.pipe(v.string(), v.maxLength(64), v.regex(/^[a-z-]+\.[a-z-]+$/)),
  /** The author's clock, milliseconds. */
  at: whole(),
  /** The same words sealed again carry the same `once`; the fold ignores the repeat. */
  once: bytesOf(16),
  /** The author's vault version when this was written: shows a rolled back vault. */
  vault: whole(),
  must: v.optional(v.literal(true)),
  content: v.custom<{ readonly [key: string]: Encodable | undefined }>(
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array),
  ),
});
export type Payload = v.InferOutput<typeof payloadSchema>;
