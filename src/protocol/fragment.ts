import * as v from 'valibot';
import { hash, whole } from '#protocol/cbor.ts';
import type { Bytes } from '#kernel/bytes.ts';

/** What an invitation link carries behind the `#`, which a browser keeps to itself. */
export interface Fragment {
  /** Both keys of the invitation come from it. */
  readonly secret: Bytes;
  readonly space: Bytes;
  /** Number and id of the commit that opened the invitation. */
  readonly number: number;
  readonly commit: Bytes;
  readonly inviter: Bytes;
  readonly inviterHead: Bytes;
}

export const fragmentVersion = 1;

/** A list rather than names, so that a link stays short enough to be drawn as a QR code. */
export const fragmentSchema = v.strictTuple([
  v.literal(fragmentVersion),
  hash,
  hash,
  whole(1),
  hash,
  hash,
  hash,
]);
