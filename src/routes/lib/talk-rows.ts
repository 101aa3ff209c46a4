import type { Turn } from '#domain/conversation/state.ts';
import type { EventId } from '#kernel/ids.ts';
import type { Millis } from '#kernel/time.ts';

/** One turn as the page lays it out. */
export interface TalkRow {
  readonly turn: Turn;
  /** Where a day begins, a moment of it. */
  readonly day: Millis | null;
  /** What is new for me begins here. */
  readonly isFirstNew: boolean;
}

/** @param dayOf names a day, the same for all its moments where this person is. */
export function talkRows(
  turns: readonly Turn[],
  firstNew: EventId | null,
  dayOf: (at: Millis) => string,
): readonly TalkRow[] {
  return turns.map((turn, index) => {
    const before = turns[index - 1];
    const isSameDay = before !== undefined && dayOf(before.at) === dayOf(turn.at);
    return { turn, day: isSameDay ? null : turn.at, isFirstNew: turn.id === firstNew };
  });
}
