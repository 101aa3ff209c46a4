import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { day, minute, type Minutes } from '#kernel/time.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import type { Reads } from '#server/store/store.ts';

export type InvitationRefusal = 'invitation-used' | 'invitation-expired' | 'invitation-unknown';

/** An invitation is good for a week at most, whatever the clock of whoever opened it says. */
export const invitationMost: Minutes = (7 * day) / minute;

/** So many of one person's stand open in a space. A budget of the server's alone: no safety rests on it. */
export const seatsMost = 20;

/** Whether somebody may open what a commit of theirs opens, beside what of theirs is open already. */
export async function mayOpenMore(
  reads: Pick<Reads, 'invitation'>,
  { space, invitations }: SpaceState,
  { author, now }: { readonly author: Bytes; readonly now: Minutes },
): Promise<boolean> {
  let open = 0;
  for (const { signPk, opener } of invitations) {
    if (!equalBytes(opener, author)) continue;
    const stored = await reads.invitation(space, signPk);
    // What this commit opens is not written yet; what has had its time makes room.
    if (stored === null || stored.until > now) open += 1;
  }
  return open <= seatsMost;
}

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
