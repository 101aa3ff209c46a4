import type { Conversation } from '#domain/conversation/state.ts';
import type { Context, Draft } from '#domain/space/define.ts';
import type { EventId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';

/** Only who said something takes it back. */
export function mayTakeBack(said: EventId, { author, earlier }: Context): Result<null> {
  const old = earlier(said);
  if (old === null) return refuse('nothing-said');
  return old.author === author ? ok(null) : refuse('not-your-words');
}

/** The line that says where words were. */
export function leaveLine(
  draft: Draft<Conversation>,
  { author, eventId, at, place, pending }: Context,
  withdrawnAt: Millis,
): void {
  draft.turns.put(eventId, { state: 'withdrawn', id: eventId, author, at, place, withdrawnAt, pending });
}
