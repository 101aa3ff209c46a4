import { nextCommit } from '#crypto/commit.ts';
import { sealBox } from '#crypto/epoch.ts';
import { fragmentOf, newInvitation } from '#crypto/invitation.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { keysBrought } from '#device/outbox/keys-brought.ts';
import { sendCommit, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { invitationLasts } from '#device/knock/open-pair.ts';
import { currentSecret, type LiveSpace } from '#device/space/live.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute, toMinutes, type Millis } from '#kernel/time.ts';

/** Opens a seat in the community for whoever holds the link. */
export async function openInvitation(
  home: Home,
  live: LiveSpace,
): Promise<Result<{ link: string; until: Millis }>> {
  // Somebody may invite before the community has been read.
  if (currentSecret(live) === undefined) await catchUp(home, live);
  if (!(await keysBrought(home, live))) return refuse('epoch-due');
  for (let tries = 0; tries < 5; tries++) {
    const { state } = live.place;
    const secret = currentSecret(live);
    const began = state === null ? undefined : live.epochs.get(state.epoch);
    if (state === null || secret === undefined || began === undefined) return refuse('key-missing');
    const invitation = await newInvitation();
    const { publicKey: signPk } = invitation.signKey;
    const { publicKey: sealPk } = invitation.sealKey;
    const until = toMinutes(home.clock() + invitationLasts) - 1;
    const { line, signKey } = home.me;
    const change = { opens: [{ signPk, sealPk, until }] };
    const made = await nextCommit({ place: live.place, author: line.person, signKey, change });
    if (!made.ok) return made;
    const { epoch, number, prev } = began;
    const box = await sealBox({ secret, epoch, space: state.space, number, prev, to: signPk, sealPk });
    const sent = await sendCommit(home, live, made.value, [box]);
    await catchUp(home, live);
    if (sent.ok) {
      const fragment = fragmentOf({
        secret: invitation.secret,
        space: state.space,
        number: made.value.commit.number,
        commit: idToBytes(made.value.id),
        inviter: line.person,
        inviterHead: line.chainHead,
      });
      return ok({ link: `${home.transport.origin}/join#${fragment}`, until: until * minute });
    }
    if (!worthAnotherTry.has(sent.refusal.code)) return refuse(sent.refusal.code);
  }
  return refuse('commit-refused');
}

/** Ends an invitation unused. What it could open becomes another with the next epoch. */
export async function closeInvitation(home: Home, live: LiveSpace, signPk: Bytes): Promise<Result<void>> {
  if (!(await keysBrought(home, live))) return refuse('epoch-due');
  for (let tries = 0; tries < 5; tries++) {
    const { line, signKey } = home.me;
    const change = { closes: [signPk] };
    const made = await nextCommit({ place: live.place, author: line.person, signKey, change });
    if (!made.ok)
      return refuse(made.refusal.code === 'invitation-not-open' ? 'invitation-used' : made.refusal.code);
    const sent = await sendCommit(home, live, made.value, []);
    await catchUp(home, live);
    if (sent.ok) return ok(undefined);
    if (!worthAnotherTry.has(sent.refusal.code)) return refuse(sent.refusal.code);
  }
  return refuse('commit-refused');
}
