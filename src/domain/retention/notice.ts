import type { RetentionReading } from '#domain/retention/in-force.ts';
import { day, type Millis } from '#kernel/time.ts';

/**
 * A shorter time is carried out a day after it was chosen. One person can bring it about, and what goes does not come
 * back: so everybody sees it before, and can put by what they would keep.
 */
export const noticeMs = day;

/** From when on the time in force is carried out; null where nothing goes. */
export function carriedOutFrom({ now: inForce }: RetentionReading): Millis | null {
  return inForce === null || inForce.stay === 'all' ? null : inForce.since + noticeMs;
}
