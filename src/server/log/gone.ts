import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import type { Member, SpaceState } from '#protocol/space-state.ts';
import type { Writes } from '#server/store/store.ts';

/** Who is not in a space any more, and the place of the entry that says so. */
export interface Gone extends Pick<Member, 'person' | 'signPk'> {
  readonly endedAt: number;
}

/** Somebody is not in a space any more, and whom they have invited there cannot come. */
export async function writeGone(
  writes: Writes,
  { space, invitations }: SpaceState,
  { person, signPk, endedAt }: Gone,
): Promise<void> {
  await writes.putMembership(space, person, { signPk, isFormer: true, endedAt });
  for (const invitation of invitations) {
    if (!equalBytes(invitation.opener, person)) continue;
    await endInvitation(writes, space, { signPk: invitation.signPk, ended: 'closed' });
  }
}

export async function endInvitation(
  writes: Writes,
  space: Bytes,
  { signPk, ended }: { readonly signPk: Bytes; readonly ended: 'used' | 'closed' },
): Promise<void> {
  const invitation = await writes.invitation(space, signPk);
  if (invitation !== null) await writes.putInvitation(space, signPk, { ...invitation, ended });
}
