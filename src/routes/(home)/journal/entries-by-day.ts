import type { Turn } from '#domain/conversation/state.ts';
import type { Millis } from '#kernel/time.ts';

export interface DayOfEntries {
  /** A moment of that day. */
  readonly at: Millis;
  readonly entries: readonly Turn[];
}

/**
 * The newest day first, and on each day the newest entry first. A day that comes up again, as it does where a clock was
 * wrong, stands once.
 *
 * @param dayOf names a day, the same for all its moments where this person is
 */
export function entriesByDay(turns: readonly Turn[], dayOf: (at: Millis) => string): readonly DayOfEntries[] {
  const days = new Map<string, { readonly at: Millis; readonly entries: Turn[] }>();
  for (const turn of turns.toReversed()) {
    const day = dayOf(turn.at);
    const known = days.get(day);
    if (known === undefined) days.set(day, { at: turn.at, entries: [turn] });
    else known.entries.push(turn);
  }
  return [...days.values()];
}
