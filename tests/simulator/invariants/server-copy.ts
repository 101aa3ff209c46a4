import Database from 'better-sqlite3';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema } from '#protocol/envelope.ts';
import type { Box, SpaceKind } from '#protocol/commit.ts';
import type { StoredEntry } from '#server/store/store.ts';
import type { Town } from '#tests/simulator/town.ts';

/** Everything that the server has of a space, as somebody who stole its disk would. */
export interface SpaceCopy {
  readonly id: SpaceId;
  readonly space: Bytes;
  readonly kind: SpaceKind;
  readonly entries: readonly StoredEntry[];
  readonly boxes: readonly Box[];
  readonly pictures: readonly StoredPicture[];
}

/** A sealed picture, as it lies there. */
export interface StoredPicture {
  readonly blob: Bytes;
  readonly author: Bytes;
  /** What shows it; null where nothing does yet. */
  readonly event: Bytes | null;
  readonly sealed: Bytes;
}

interface PictureRow {
  readonly number: number;
  readonly id: Uint8Array;
  readonly author: Uint8Array;
  readonly event: Uint8Array | null;
}

export async function copyServer({ file, store }: Town): Promise<readonly SpaceCopy[]> {
  const database = new Database(file, { readonly: true });
  const spaces = database
    .prepare<[], { number: number; space: Uint8Array; kind: SpaceKind }>(
      'SELECT number, space, kind FROM space',
    )
    .all();
  const boxesOf = database.prepare<[number], { epoch: number; recipient: Uint8Array; sealed: Uint8Array }>(
    'SELECT epoch, recipient, sealed FROM box WHERE space = ?',
  );
  const picturesOf = database.prepare<[number], PictureRow>(
    'SELECT number, id, author, event FROM blob WHERE space = ?',
  );
  const partsOf = database
    .prepare<[number], Uint8Array>('SELECT bytes FROM blob_part WHERE blob = ? ORDER BY part')
    .pluck();
  const copies = spaces.map(async ({ number, space: id, kind }): Promise<SpaceCopy> => {
    const space = new Uint8Array(id);
    const range = { after: 0, most: 1e6, bytesMost: 1e9 };
    const boxes = boxesOf.all(number).map(({ epoch, recipient, sealed }) => ({
      epoch,
      to: new Uint8Array(recipient),
      sealed: new Uint8Array(sealed),
    }));
    const pictures = picturesOf.all(number).map((row) => ({
      blob: new Uint8Array(row.id),
      author: new Uint8Array(row.author),
      event: row.event && new Uint8Array(row.event),
      sealed: concatBytes(...partsOf.all(row.number).map((part) => new Uint8Array(part))),
    }));
    const entries = await store.read.entries(space, range);
    return { id: idFromBytes(space), space, kind, entries, boxes, pictures };
  });
  const all = await Promise.all(copies);
  database.close();
  return all;
}

/** In which epoch the event at this place was written. */
export function epochAt({ entries }: SpaceCopy, place: number): number {
  const header = fromCbor(headerSchema, entries[place - 1]?.statement ?? new Uint8Array());
  return header.ok ? header.value.epoch : 0;
}
