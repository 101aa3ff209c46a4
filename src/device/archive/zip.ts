import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import { archiveFileHash } from '#crypto/hash.ts';

export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Bytes;
  /** Words become smaller; what is sealed does not. */
  readonly packed: boolean;
}

export interface ZipWriter {
  add(file: ArchiveFile): void;
  /** How many bytes were handed in so far. */
  written(): number;
  /** The hash of each file so far. */
  hashes(): readonly { readonly path: string; readonly hash: Bytes }[];
  end(): Blob;
}

/** So much is held in memory at once; browsers put larger pieces where there is room. */
const pieceMost = 1024 * 1024;

/** One file after another, so that a phone never holds the whole. The date is the archive's, whatever is in it. */
export function createZip(at: number): ZipWriter {
  const hashes: { path: string; hash: Bytes }[] = [];
  let pieces: BlobPart[] = [];
  let held: Bytes[] = [];
  let heldBytes = 0;
  let written = 0;

  function put(): void {
    pieces = [...pieces, new Blob(held)];
    held = [];
    heldBytes = 0;
  }

  const zip = new Zip((error, bytes) => {
    // Only what we hand in ourselves is written: it is never wrong.
    if (error !== null) throw error;
    held.push(concatBytes(bytes));
    heldBytes += bytes.length;
    if (heldBytes >= pieceMost) put();
  });

  return {
    add({ path, bytes, packed }) {
      const file = packed ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
      file.mtime = at;
      zip.add(file);
      // Also of a large one no second whole is ever held.
      let from = 0;
      for (; from + pieceMost < bytes.length; from += pieceMost) {
        file.push(bytes.subarray(from, from + pieceMost), false);
      }
      file.push(bytes.subarray(from), true);
      written += bytes.length;
      hashes.push({ path, hash: archiveFileHash(bytes) });
    },
    written: () => written,
    hashes: () => hashes,
    end() {
      zip.end();
      put();
      return new Blob(pieces, { type: 'application/zip' });
    },
  };
}
