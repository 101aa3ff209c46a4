import { readdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { ok } from '#kernel/result.ts';
import type { AnswerOf } from '#protocol/api.ts';
import type { Context } from '#server/context.ts';
import { release } from '#server/release.ts';
import type { Answer } from '#server/refusal.ts';

/** How much there is, and of nothing whose it is: counts, sizes and times, never a name, an id or a list of either. */
export async function machineRoom(context: Context): Promise<Answer<AnswerOf<'machineRoom'>>> {
  const { store, config, bus, startedAt } = context;
  const [{ people, spaces, entries, bytes }, bytesHere, freeBytes] = await Promise.all([
    store.read.counts(),
    bytesIn(config.dataFolder),
    bytesFreeAt(config.dataFolder),
  ]);
  return ok({
    people,
    spaces: [...spaces],
    entries,
    storeBytes: bytes ?? bytesHere,
    // Room in the data folder says nothing about a database elsewhere.
    ...(freeBytes !== null && bytes === null && { freeBytes }),
    streams: bus.listening(),
    startedAt,
    release,
  });
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder);
  // A file may go between being listed and being asked.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function bytesFreeAt(folder: string): Promise<number | null> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return bsize === 0 ? null : bavail * bsize;
}
