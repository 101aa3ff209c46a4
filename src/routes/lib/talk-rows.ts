import type { Coming } from '#device/device.ts';
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
  /** Who came and went right before it. */
  readonly comings: readonly Coming[];
}

/** @param dayOf names a day, the same for all its moments where this person is. */
export function talkRows(
  turns: readonly Turn[],
  firstNew: EventId | null,
  dayOf: (at: Millis) => string,
  comings: readonly Coming[] = [],
): readonly TalkRow[] {
  return turns.map((turn, index) => {
    const before = turns[index - 1];
    const isSameDay = before !== undefined && dayOf(before.at) === dayOf(turn.at);
    return {
      turn,
      day: isSameDay ? null : turn.at,
      isFirstNew: turn.id === firstNew,
      comings: comings.filter(({ place }) => place < turn.place && place > (before?.place ?? 0)),
    };
  });
}

/** Who came and went after the newest turn. */
export function comingsAfter(turns: readonly Turn[], comings: readonly Coming[]): readonly Coming[] {
  const last = turns.findLast(({ pending }) => !pending)?.place ?? 0;
  return comings.filter(({ place }) => place > last);
}
