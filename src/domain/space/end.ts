import { hasEnded, type Ending } from '#domain/ending/state.ts';
import { sliceOf } from '#domain/space/draft.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { Work } from '#domain/space/mark.ts';

/**
 * Ends the space where the last of those present has chosen, or where whoever had not chosen left. It does not begin
 * again: whoever is let in later finds it ended, and the same people open another one whenever they like.
 */
export function endWhereAllChose(work: Work, { seq, at }: LogEntry, pendingFrom: number): void {
  if (work.ended !== null) return;
  const { members, presence } = work;
  // The slice of this noun, which `sliceOf` gives by name.
  const ending = sliceOf(work.slices, 'ending') as Ending;
  if (hasEnded({ members, presence, ending })) work.ended = { at, pending: seq >= pendingFrom };
}
