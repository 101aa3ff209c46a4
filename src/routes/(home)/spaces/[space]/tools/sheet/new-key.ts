import { bytesToText } from '#kernel/bytes.ts';

/** The name of a note, drawn here once, so that keeping it twice keeps it once. */
export function newNoteKey(): string {
  return bytesToText(crypto.getRandomValues(new Uint8Array(16)));
}
