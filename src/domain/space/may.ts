import type { DraftEvent } from '#domain/space/define.ts';
import { onTop, type Fold } from '#domain/space/fold.ts';
import { ask, contextAt } from '#domain/space/happen.ts';
import { kindNamed } from '#domain/space/kinds.ts';
import type { PendingEvent } from '#domain/space/log.ts';
import { goOnFrom } from '#domain/space/mark.ts';
import type { EventId, PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Millis } from '#kernel/time.ts';

export interface Attempt {
  readonly author: PersonId;
  readonly at: Millis;
  readonly event: DraftEvent;
  /** The id that it will have until the log gives it one. */
  readonly eventId: EventId;
}

/**
 * Whether the fold would let this happen next: the same question, asked before writing. It is answered on top of what
 * this device has written already.
 */
export function mayHappen(fold: Fold, pending: readonly PendingEvent[], attempt: Attempt): Result<null> {
  const { author, at, event, eventId } = attempt;
  const { ledger, newest } = onTop(fold, pending);
  if (newest.state.updateNeeded) return refuse('update-needed');
  if (!newest.present.has(author)) return refuse('not-a-member');
  const kind = kindNamed(event.kind);
  if (kind === null) return refuse('unknown-kind');
  const place = newest.place + 1;
  const scene = { work: goOnFrom(newest), ledger, pendingFrom: place };
  const context = contextAt(scene, { eventId, author, at, place }, place);
  const asked = ask({ kind, content: event.content, slice: newest.state[kind.noun], context });
  return asked.ok ? ok(null) : asked;
}
