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

/** The way back: a wire entry as the store keeps it. Null where it is none. */
export function entryToStored(
  { seq, at, event, commit, leave, drop }: LogEntry,
  hash: Bytes,
): StoredEntry | null {
  const placed = { seq, at, hash, body: null };
  if (event !== undefined) {
    const { header, signature, body = null } = event;
    return { ...placed, type: 'event', statement: header, signature, body };
  }
  if (commit !== undefined)
    return { ...placed, type: 'commit', statement: commit.commit, signature: commit.signature };
  if (leave !== undefined)
    return { ...placed, type: 'leave', statement: leave.leave, signature: leave.signature };
  if (drop !== undefined) return { ...placed, type: 'drop', statement: drop.drop, signature: drop.signature };
  return null;
}

/** The answer to whoever put it there, the first time and whenever the same is sent again. */
export function storedToAnswer({ seq, hash, at }: StoredEntry): { seq: number; hash: Bytes; at: number } {
  return { seq, hash, at };
}
