import type { Bytes } from '#kernel/bytes.ts';
import type { Minutes } from '#kernel/time.ts';

/** Sealed pictures and recordings, each in parts that lie in the store beside the log. */
export interface BlobReads {
  blob(space: Bytes, id: Bytes): Promise<StoredBlob | null>;
  blobPart(space: Bytes, id: Bytes, part: number): Promise<Bytes | null>;
  /** All that somebody has brought and that is still here. */
  blobsOf(author: Bytes): Promise<BlobsOf>;
}

export interface BlobWrites {
  addBlob(space: Bytes, id: Bytes, blob: NewBlob): Promise<void>;
  /** Parts come one after the other: this one is the next. */
  addBlobPart(
    space: Bytes,
    id: Bytes,
    part: { readonly number: number; readonly bytes: Bytes },
  ): Promise<void>;
  /**
   * Ties these to the event that shows them. False where one of them is not whole, is not its author's, or belongs to
   * another event; then none is tied.
   */
  tieBlobs(event: Showing, ids: readonly Bytes[]): Promise<boolean>;
  /** The event did not come into the log after all: they belong to nothing, as before. */
  untieBlobs(space: Bytes, event: Bytes): Promise<void>;
  /** Overwrites what an event showed. */
  wipeBlobs(space: Bytes, event: Bytes): Promise<void>;
}

export interface Showing {
  readonly space: Bytes;
  readonly author: Bytes;
  /** Its id. */
  readonly event: Bytes;
}

export interface NewBlob {
  readonly author: Bytes;
  readonly length: number;
  /** How many parts it has. */
  readonly parts: number;
  readonly begunAt: Minutes;
}

export interface StoredBlob {
  readonly author: Bytes;
  readonly length: number;
  /** How many of its parts have not come. */
  readonly missing: number;
  /** Whether an event in the log shows it. */
  readonly isTied: boolean;
}

export interface BlobsOf {
  readonly bytes: number;
  /** How many of them no event shows. */
  readonly untied: number;
}
