import { fileOf, filePaths } from '#device/archive/files.ts';
import type { ZipWriter } from '#device/archive/zip.ts';
import { isWholeHere } from '#device/blob/kept.ts';
import { openFile } from '#device/blob/open.ts';
import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import type { SpaceState } from '#domain/space/state.ts';
import type { EventId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';

/** A zip as everybody can open it says where things lie in four bytes. What comes after still needs room. */
const writtenMost = 3 * 1024 * 1024 * 1024;

interface FilesTaken {
  readonly paths: Readonly<Record<EventId, string>>;
  readonly missing: number;
}

/**
 * Pictures and recordings as they are seen and heard, one after another: each is fetched where it is not here yet,
 * opened, written and let go of before the next. Without a line only those go along that lie on this device.
 */
export async function takeFiles(
  home: Home,
  live: LiveSpace,
  { zip, number, state }: { readonly zip: ZipWriter; readonly number: number; readonly state: SpaceState },
): Promise<FilesTaken> {
  const turns = valuesOf(state.conversation.turns);
  const paths: Record<EventId, string> = {};
  const all = filePaths(number, turns);
  let isOffline = false;
  for (const turn of turns) {
    const file = fileOf(turn);
    const path = all.get(turn.id);
    if (file === null || path === undefined || zip.written() + file.bytes > writtenMost) continue;
    // Where there is no line each try may take as long as somebody waits for one.
    if (isOffline && !(await isWholeHere(home, live, file.blob))) continue;
    const opened = await openFile(home, live, turn.id);
    isOffline ||= !opened.ok && opened.refusal.code === 'offline';
    if (!opened.ok) continue;
    // They are small already, and are read back one by one.
    zip.add({ path, bytes: opened.value, packed: false });
    paths[turn.id] = path;
  }
  return { paths, missing: all.size - Object.keys(paths).length };
}
