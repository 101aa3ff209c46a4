import { BlobReader, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** The files of an archive that are asked for by name, each read from the disk when it is wanted. */
export interface OpenedZip {
  readonly paths: ReadonlySet<string>;
  /** How many bytes a file has; none where it is not there. */
  size(path: string): number;
  /** Null where it is not there, or where something else lies in its place. */
  read(path: string): Promise<Bytes | null>;
}

/** The strict reading refuses whatever two programs might read as two things. */
const how = { useWebWorkers: false, strictness: 'strict', filenameValidation: 'tolerant' } as const;

/**
 * Reads the list at the end of a zip, and nothing else of it. Files of ours lie in it as they are, so nothing is ever
 * unpacked: a small file that would become a huge one does not open, and a name that leads elsewhere is one that nobody
 * asks for. A whole archive may be larger than what a phone can hold.
 */
export async function openZip(
  zip: Blob,
  isAskedFor: (path: string) => boolean,
): Promise<Result<OpenedZip, 'archive-broken'>> {
  const listed = await new ZipReader(new BlobReader(zip), how).getEntries().catch(() => null);
  const wanted = listed?.filter(isFile).filter(({ filename }) => isAskedFor(filename));
  if (!wanted?.every(isAsItIs)) return refuse('archive-broken');
  const files = new Map(wanted.map((file) => [file.filename, file]));
  // Two of a name: nothing of ours wrote it.
  if (files.size < wanted.length) return refuse('archive-broken');
  return ok({
    paths: new Set(files.keys()),
    size: (path) => files.get(path)?.uncompressedSize ?? 0,
    async read(path) {
      const bytes = await files
        .get(path)
        ?.arrayBuffer(how)
        .catch(() => null);
      return bytes ? new Uint8Array(bytes) : null;
    },
  });
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory;
}

function isAsItIs({ compressionMethod, compressedSize, uncompressedSize, encrypted }: FileEntry): boolean {
  return compressionMethod === 0 && compressedSize === uncompressedSize && !encrypted;
}
