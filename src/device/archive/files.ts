import type { TurnFile } from '#domain/conversation/file.ts';
import type { Turn } from '#domain/conversation/state.ts';
import type { EventId } from '#kernel/ids.ts';

/** The only types that a turn may show. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};

/**
 * Where the picture or the recording of each turn lies in an archive. Whoever makes it and whoever opens it count them
 * in the order of the same log, so no list has to be believed. A name says nothing of what is shown.
 */
export function filePaths(number: number, turns: readonly Turn[]): ReadonlyMap<EventId, string> {
  const showing = turns.flatMap((turn) => {
    const file = fileOf(turn);
    return file === null ? [] : [{ id: turn.id, file }];
  });
  return new Map(
    showing.map(({ id, file }, at) => [
      id,
      `files/${number}/${String(at + 1).padStart(4, '0')}.${endings[file.type] ?? 'bin'}`,
    ]),
  );
}

export function fileOf(turn: Turn): TurnFile | null {
  return turn.state === 'said' ? (turn.file ?? null) : null;
}
