import type { InForce, RetentionReading } from '#domain/retention/in-force.ts';
import { isLonger, stayMs, type Stay } from '#domain/retention/stay.ts';
import { day, type Millis } from '#kernel/time.ts';

/**
 * A shorter time is carried out a day after it was chosen. One person can bring it about, and what goes does not come
 * back: so everybody sees it before, and can put by what they would keep.
 */
export const noticeMs = day;

/** What was said before this is over; null where nothing is. */
export function overBefore({ past }: Pick<RetentionReading, 'past'>, now: Millis): Millis | null {
  const stay = longestWithin(past, now - noticeMs);
  return stay === 'all' ? null : now - stayMs(stay);
}

/** From when on the time in force is carried out, where that is still to come. */
export function carriedOutFrom({ now: inForce }: RetentionReading): Millis | null {
  return inForce === null || inForce.stay === 'all' ? null : inForce.since + noticeMs;
}

/** The longest of the times that have held since then. A longer one counts at once, a shorter one after the notice. */
function longestWithin(past: readonly InForce[], since: Millis): Stay {
  let held: Stay = 'all';
  let longest: Stay | null = null;
  for (const next of past) {
    if (next.since > since && (longest === null || isLonger(held, longest))) longest = held;
    held = next.stay;
  }
  return longest === null || isLonger(held, longest) ? held : longest;
}
