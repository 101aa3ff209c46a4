import { firstCommit } from '#crypto/commit.ts';
import { newSecret } from '#crypto/epoch.ts';
import { fragmentOf, newInvitation } from '#crypto/invitation.ts';
import type { Home } from '#device/home.ts';
import { boxesFor } from '#device/outbox/raise-epoch.ts';
import { keepOpened } from '#device/space/keep.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { day, toMinutes } from '#kernel/time.ts';

/** The longest that the server keeps an invitation open. */
export const invitationLasts = 7 * day;

/** Opens a space for two with one seat free. The link opens that seat. */
export async function openPair(home: Home): Promise<Result<{ live: LiveSpace; link: string }>> {
  const secret = newSecret();
  const invitation = await newInvitation();
  const made = await firstCommit({
    kind: 'pair',
    author: home.me.line,
    signKey: home.me.signKey,
    secret,
    opens: [
      {
        signPk: invitation.signKey.publicKey,
        sealPk: invitation.sealKey.publicKey,
        until: toMinutes(home.clock() + invitationLasts) - 1,
      },
    ],
  });
  if (!made.ok) return made;
  const { commit, signed, id } = made.value;
  const boxes = await boxesFor(made.value, secret);
  const answer = await home.transport.call('openSpace', { commit: signed, boxes });
  if (!answer.ok) return refuse(answer.refusal.code);

  const live = await keepOpened(home, made.value, secret);
  const link = fragmentOf({
    secret: invitation.secret,
    space: commit.space,
    number: commit.number,
    commit: idToBytes(id),
    inviter: home.me.line.person,
    inviterHead: home.me.line.chainHead,
  });
  return ok({ live, link });
}
