import { sealBlob } from '#crypto/blob.ts';
import { randomBytes } from '#crypto/suite.ts';
import { filePuts, makeRoom } from '#device/blob/kept.ts';
import type { FileToBring } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { act } from '#device/outbox/act.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { shown } from '#domain/conversation/shown.ts';
import { voiced } from '#domain/conversation/voiced.ts';
import type { DraftEvent } from '#domain/space/define.ts';
import { idFromBytes, idLength, type EventId } from '#kernel/ids.ts';
import { refuse, type Result } from '#kernel/result.ts';
import { fileMost } from '#protocol/blob.ts';

/** Seals a picture or a recording, and puts it on disk with the event that shows it, in one stroke. */
export async function bring(home: Home, live: LiveSpace, file: FileToBring): Promise<Result<EventId>> {
  if (file.bytes.length === 0) return refuse('malformed');
  if (file.bytes.length > fileMost) return refuse('too-large');
  const { key, hash, sealed } = await sealBlob(file.bytes);
  const blob = idFromBytes<'blob'>(randomBytes(idLength));
  const lies = { blob, hash: idFromBytes(hash), key: idFromBytes(key), bytes: file.bytes.length };
  const puts = filePuts(live, blob, { sealed, usedAt: home.clock() });
  const done = await act(home, live, draftOf(file, lies), file.once, puts);
  if (done.ok) await makeRoom(home);
  return done;
}

type Lies = Pick<Parameters<typeof shown>[0], 'blob' | 'hash' | 'key' | 'bytes'>;

function draftOf(file: FileToBring, lies: Lies): DraftEvent {
  const words = {
    ...(file.description.trim() !== '' && { description: file.description.trim() }),
    ...(file.note.trim() !== '' && { note: file.note.trim() }),
  };
  if (file.sort === 'picture') {
    const { type, width, height } = file;
    return shown({ ...lies, ...words, type, width, height });
  }
  return voiced({ ...lies, ...words, type: file.type, seconds: file.seconds });
}
