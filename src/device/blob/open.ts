import { openBlob } from '#crypto/blob.ts';
import {
  fileHere,
  filePut,
  forgetFile,
  forgetUnshown,
  makeRoom,
  partPut,
  wholeHere,
} from '#device/blob/kept.ts';
import type { Home } from '#device/home.ts';
import { asShown, type LiveSpace } from '#device/space/live.ts';
import { stateOf } from '#device/view/names.ts';
import type { TurnFile } from '#domain/conversation/file.ts';
import { turnById } from '#domain/conversation/turns.ts';
import { textToBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes, type BlobId, type EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { blobMost, lengthOfPart, partsIn } from '#protocol/blob.ts';

/** What a turn shows, opened and found to be what its author sealed. Fetched where it is not here yet. */
export function openFile(home: Home, live: LiveSpace, turn: EventId): Promise<Result<Bytes>> {
  const file = fileIn(home, asShown(live), turn);
  if (file === null) return Promise.resolve(refuse('not-found'));
  // Asked for twice, it comes once.
  const coming = live.opening.get(file.blob) ?? openOne(home, live, file);
  live.opening.set(file.blob, coming);
  return coming.finally(() => live.opening.delete(file.blob));
}

function fileIn(home: Home, live: LiveSpace, id: EventId): TurnFile | null {
  const turn = turnById(stateOf(home, live).conversation, id);
  return turn?.state === 'said' ? (turn.file ?? null) : null;
}

async function openOne(home: Home, live: LiveSpace, file: TurnFile): Promise<Result<Bytes>> {
  const { blob } = file;
  const parts = await fetchAll(home, live, blob);
  if (!parts.ok) return parts;
  const sealed = await wholeHere(home, live, { blob, parts: parts.value });
  const opened = sealed === null ? null : await opens(file, sealed);
  if (opened === null) {
    // Whatever this is, nobody sealed it for this place; the next try begins from nothing.
    await forgetFile(home, live, blob);
    return refuse('file-differs');
  }
  await makeRoom(home);
  // Somebody may have taken it back while it came.
  await forgetUnshown(home, live);
  return ok(opened);
}

async function opens({ hash, key, bytes }: TurnFile, sealed: Bytes): Promise<Bytes | null> {
  const keyBytes = textToBytes(key);
  const hashBytes = textToBytes(hash);
  if (keyBytes === null || hashBytes === null) return null;
  const opened = await openBlob({ key: keyBytes, hash: hashBytes, sealed });
  return opened.ok && opened.value.length === bytes ? opened.value : null;
}

/** Each part is on disk before the next is asked for, so a line that breaks costs one part. */
async function fetchAll(home: Home, live: LiveSpace, blob: BlobId): Promise<Result<number>> {
  const { safe, clock, transport } = home;
  let here = await fileHere(home, live, blob);
  while (here === null || here.parts < partsIn(here.length)) {
    const at: number = here?.parts ?? 0;
    const answer = await transport.call('readBlob', { blob: idToBytes(blob), at }, { space: live.id });
    if (!answer.ok) return refuse(answer.refusal.code);
    const { length, part } = answer.value;
    const isSame = here === null || here.length === length;
    if (!isSame || length > blobMost || part.length !== lengthOfPart(length, at)) {
      await forgetFile(home, live, blob);
      return refuse('file-differs');
    }
    here = { length, parts: at + 1, usedAt: clock() };
    await safe.write([filePut(live, blob, here), partPut(live, blob, { at, bytes: part })]);
  }
  await safe.write([filePut(live, blob, { ...here, usedAt: clock() })]);
  return ok(here.parts);
}
