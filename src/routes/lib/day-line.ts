import { day, type Millis } from '#kernel/time.ts';
import type { Words } from '#words/words.ts';

/** Names a day, the same for all its moments where this person is. */
export function dayOf(at: Millis): string {
  return new Date(at).toDateString();
}

/** What stands at the head of what was written on a day. */
export function dayLine({ talk, formats }: Words<'talk'>, at: Millis, now: Millis): string {
  if (dayOf(at) === dayOf(now)) return talk.today;
  return dayOf(at) === dayOf(now - day) ? talk.yesterday : formats.day(at);
}
