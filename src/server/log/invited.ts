import type { Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { day, minute, type Minutes } from '#kernel/time.ts';
import type { Reads } from '#server/store/store.ts';

export type InvitationRefusal = 'invitation-used' | 'invitation-expired' | 'invitation-unknown';

/** An invitation is good for a week at most, whatever the clock of whoever opened it says. */
export const invitationMost: Minutes = (7 * day) / minute;

/** Whether an invitation still lets somebody in. One that was closed has had its time. */
export async function isStillOpen(
  reads: Pick<Reads, 'invitation'>,
  space: Bytes,
  invitation: { readonly signPk: Bytes; readonly now: Minutes },
): Promise<Result<void, InvitationRefusal>> {
  const stored = await reads.invitation(space, invitation.signPk);
  if (stored === null) return refuse('invitation-unknown');
  if (stored.ended === 'used') return refuse('invitation-used');
  if (stored.ended === 'closed' || stored.until <= invitation.now) return refuse('invitation-expired');
  return ok(undefined);
}
