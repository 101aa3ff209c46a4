import type { OutboxRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { kindNamed } from '#domain/space/kinds.ts';

/** Why something I wrote was not sent: all had chosen before it could go. */
export const endedCode = 'space-ended';

/** Written before it was known here that all had chosen. What went out once may be in the log before that. */
export function comesTooLate(live: LiveSpace, { draft, number }: OutboxRecord): boolean {
  const isNew = kindNamed(draft.kind)?.afterTheEnd !== true;
  return live.fold.state.ended !== null && isNew && !live.triedToSend.has(number);
}
