import type { Home } from '#device/home.ts';
import type { FileRecord } from '#device/records.ts';
import type { Put } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { concatBytes, type Bytes } from '#kernel/bytes.ts';
import type { BlobId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { partLength, partsIn } from '#protocol/blob.ts';

/**
 * Sealed files that lie on this device, in the parts in which they cross the wire: those that wait to be sent, and
 * those that were looked at, until there is too much of them.
 */
const bytesMost = 200 * 1024 * 1024;

/** What has to be written down so that a whole file lies here. */
export function filePuts(
  live: LiveSpace,
  blob: BlobId,
  { sealed, usedAt }: { readonly sealed: Bytes; readonly usedAt: number },
): readonly Put[] {
  const parts = partsIn(sealed.length);
  return [
    filePut(live, blob, { length: sealed.length, parts, usedAt }),
    ...Array.from({ length: parts }, (_, at) =>
      partPut(live, blob, { at, bytes: sealed.slice(at * partLength, (at + 1) * partLength) }),
    ),
  ];
}

export function filePut(live: LiveSpace, blob: BlobId, value: FileRecord): Put {
  return { table: 'files', key: keyOf(live, blob), value };
}

export function partPut(
  live: LiveSpace,
  blob: BlobId,
  { at, bytes }: { readonly at: number; readonly bytes: Bytes },
): Put {
  return { table: 'parts', key: partKey(live, blob, at), value: { bytes } };
}

export function fileHere({ safe }: Home, live: LiveSpace, blob: BlobId): Promise<FileRecord | null> {
  return safe.get('files', keyOf(live, blob));
}

export async function isWholeHere(home: Home, live: LiveSpace, blob: BlobId): Promise<boolean> {
  const here = await fileHere(home, live, blob);
  return here !== null && here.parts >= partsIn(here.length);
}

export async function partHere(
  { safe }: Home,
  live: LiveSpace,
  { blob, at }: { readonly blob: BlobId; readonly at: number },
): Promise<Bytes | null> {
  return (await safe.get('parts', partKey(live, blob, at)))?.bytes ?? null;
}

/** All of a file, still sealed; null where a part is missing. */
export async function wholeHere(
  home: Home,
  live: LiveSpace,
  { blob, parts }: { readonly blob: BlobId; readonly parts: number },
): Promise<Bytes | null> {
  const read = Array.from({ length: parts }, (_, at) => partHere(home, live, { blob, at }));
  const all = (await Promise.all(read)).filter((part) => part !== null);
  return all.length === parts ? concatBytes(...all) : null;
}

export async function forgetFile({ safe }: Home, live: LiveSpace, blob: BlobId): Promise<void> {
  const key = keyOf(live, blob);
  const record = await safe.get('files', key);
  if (record !== null) await safe.write(gonePuts(key, record));
}

/**
 * Whatever no turn of this space shows any more, and nothing that waits here will show, leaves this device. Where
 * somebody is just writing, that is over first: what they bring is in the outbox then.
 */
export function forgetUnshown(home: Home, live: LiveSpace): Promise<void> {
  return live.writing(async () => {
    const kept = await home.safe.list('files', live.id);
    if (kept.length === 0) return;
    const shown = shownIn(live);
    const gone = kept.filter(({ key }) => !shown.has(key));
    await home.safe.write(gone.flatMap(({ key, value }) => gonePuts(key, value)));
  });
}

/** What was not looked at for the longest time goes first, and what waits to be sent never does. */
export async function makeRoom(home: Home): Promise<void> {
  const kept = await home.safe.list('files');
  const waiting = new Set([...home.spaces.values()].flatMap((live) => waitingIn(live)));
  let bytes = kept.reduce((sum, { value }) => sum + value.parts * partLength, 0);
  const oldestFirst = kept.toSorted((a, b) => a.value.usedAt - b.value.usedAt);
  for (const { key, value } of oldestFirst) {
    if (bytes <= bytesMost) return;
    if (waiting.has(key)) continue;
    await home.safe.write(gonePuts(key, value));
    bytes -= value.parts * partLength;
  }
}

function gonePuts(key: string, { length }: FileRecord): readonly Put[] {
  const parts = Array.from({ length: partsIn(length) }, (_, at): Put => {
    return { table: 'parts', key: `${key} ${inOrder(at)}` };
  });
  return [{ table: 'files', key }, ...parts];
}

function shownIn(live: LiveSpace): ReadonlySet<string> {
  const folds = live.ahead === null ? [live.fold] : [live.fold, live.ahead.fold];
  const turns = folds.flatMap(({ state }) => valuesOf(state.conversation.turns));
  const shown = turns.flatMap((turn) =>
    turn.state === 'said' && turn.file !== undefined ? [keyOf(live, turn.file.blob)] : [],
  );
  return new Set([...shown, ...waitingIn(live)]);
}

function waitingIn(live: LiveSpace): readonly string[] {
  return live.outbox.flatMap(({ draft }) => (draft.blobs ?? []).map(({ id }) => keyOf(live, id)));
}

function keyOf(live: LiveSpace, blob: BlobId): string {
  return `${live.id} ${blob}`;
}

function partKey(live: LiveSpace, blob: BlobId, at: number): string {
  return `${keyOf(live, blob)} ${inOrder(at)}`;
}

function inOrder(at: number): string {
  return String(at).padStart(4, '0');
}
