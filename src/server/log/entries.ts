import type { Bytes } from '#kernel/bytes.ts';
import type { LogEntry } from '#protocol/api.ts';
import type { StoredEntry } from '#server/store/store.ts';

/** An entry as it crosses the wire. */
export function storedToEntry({ seq, at, type, statement, signature, body }: StoredEntry): LogEntry {
  switch (type) {
    case 'event':
      return { seq, at, event: { header: statement, signature, ...(body !== null && { body }) } };
    case 'commit':
      return { seq, at, commit: { commit: statement, signature } };
    case 'leave':
      return { seq, at, leave: { leave: statement, signature } };
    case 'drop':
      return { seq, at, drop: { drop: statement, signature } };
  }
}

/** The answer to whoever put it there, the first time and whenever the same is sent again. */
export function storedToAnswer({ seq, hash, at }: StoredEntry): { seq: number; hash: Bytes; at: number } {
  return { seq, hash, at };
}
