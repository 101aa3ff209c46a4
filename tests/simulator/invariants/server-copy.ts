import Database from 'better-sqlite3';
import { idFromBytes, type SpaceId } from '#kernel/ids.ts';
import type { Bytes } from '#kernel/bytes.ts';
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
  const copies = spaces.map(async ({ number, space: id, kind }): Promise<SpaceCopy> => {
    const space = new Uint8Array(id);
    const range = { after: 0, most: 1e6, bytesMost: 1e9 };
    const boxes = boxesOf.all(number).map(({ epoch, recipient, sealed }) => ({
      epoch,
      to: new Uint8Array(recipient),
      sealed: new Uint8Array(sealed),
    }));
    return { id: idFromBytes(space), space, kind, entries: await store.read.entries(space, range), boxes };
  });
  const all = await Promise.all(copies);
  database.close();
  return all;
}
