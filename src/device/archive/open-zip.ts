import { bytesToUtf8, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** The files of an archive that are asked for by name, each read from the disk when it is wanted. */
export interface OpenedZip {
  readonly paths: ReadonlySet<string>;
  /** How many bytes a file has; none where it is not there. */
  size(path: string): number;
  /** Null where it is not there, or where it should begin stands something else. */
  read(path: string): Promise<Bytes | null>;
}

interface Lies {
  readonly from: number;
  readonly size: number;
}

const endLength = 22;
const commentMost = 0xffff;
const listedLength = 46;
const headLength = 30;

/**
 * Reads the list at the end of a zip, and nothing else of it. Files of ours lie in it as they are, so nothing is ever
 * unpacked: a small file that would become a huge one does not open, and a name that leads elsewhere is one that nobody
 * asks for. A whole archive may be larger than what a phone can hold.
 */
export async function openZip(
  zip: Blob,
  isAskedFor: (path: string) => boolean,
): Promise<Result<OpenedZip, 'archive-broken'>> {
  const listed = await listIn(zip);
  const lies = listed && readList(listed, { isAskedFor, most: zip.size });
  if (!lies) return refuse('archive-broken');
  return ok({
    paths: new Set(lies.keys()),
    size: (path) => lies.get(path)?.size ?? 0,
    read: async (path) => {
      const found = lies.get(path);
      return found === undefined ? null : readOne(zip, found);
    },
  });
}

/** The list stands before the end, and the end says where it begins. */
async function listIn(zip: Blob): Promise<DataView | null> {
  const from = Math.max(0, zip.size - endLength - commentMost);
  const tail = await viewOf(zip, from, zip.size);
  for (let at = tail.byteLength - endLength; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const length = tail.getUint32(at + 12, true);
    const begins = tail.getUint32(at + 16, true);
    return begins + length === from + at ? viewOf(zip, begins, begins + length) : null;
  }
  return null;
}

/** Null where it is not a list, or tells of anything that nobody here writes. */
function readList(
  list: DataView,
  { isAskedFor, most }: { readonly isAskedFor: (path: string) => boolean; readonly most: number },
): ReadonlyMap<string, Lies> | null {
  const lies = new Map<string, Lies>();
  let bytes = 0;
  for (let at = 0; at < list.byteLength;) {
    if (at + listedLength > list.byteLength || list.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = list.getUint16(at + 28, true);
    const next =
      at + listedLength + nameLength + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
    if (next > list.byteLength) return null;
    const name = bytesToUtf8(new Uint8Array(list.buffer, list.byteOffset + at + listedLength, nameLength));
    const packing = list.getUint16(at + 10, true);
    const size = list.getUint32(at + 20, true);
    const unpacked = list.getUint32(at + 24, true);
    const from = list.getUint32(at + 42, true);
    at = next;
    if (name === null || !isAskedFor(name)) continue;
    bytes += size;
    // Two of a name, pieces that lie over each other, or one that has to be unpacked: nothing of ours wrote it.
    if (lies.has(name) || packing !== 0 || size !== unpacked || bytes > most) return null;
    lies.set(name, { from, size });
  }
  return lies;
}

async function readOne(zip: Blob, { from, size }: Lies): Promise<Bytes | null> {
  const head = await viewOf(zip, from, from + headLength);
  if (head.byteLength < headLength || head.getUint32(0, true) !== 0x04034b50) return null;
  const begins = from + headLength + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = await viewOf(zip, begins, begins + size);
  return bytes.byteLength === size ? new Uint8Array(bytes.buffer) : null;
}

async function viewOf(zip: Blob, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await zip.slice(from, to).arrayBuffer());
}
