import type { InForce, RetentionReading } from '#domain/retention/in-force.ts';
import { noticeMs } from '#domain/retention/notice.ts';
import { isLonger, stayMs, type Stay } from '#domain/retention/stay.ts';
import type { Millis } from '#kernel/time.ts';

/** What was said before this is over; null where nothing is. */
export function overBefore({ past }: Pick<RetentionReading, 'past'>, now: Millis): Millis | null {
  const stay = longestWithin(past, now - noticeMs);
  return stay === 'all' ? null : now - stayMs(stay);
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
