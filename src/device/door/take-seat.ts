import { joiningCommit, type MadeCommit } from '#crypto/commit.ts';
import { sealBox } from '#crypto/epoch.ts';
import type { SignKey } from '#crypto/signature.ts';
import { lookThrough, type Look } from '#device/door/look.ts';
import type { Home } from '#device/home.ts';
import { keepLooked } from '#device/space/keep.ts';
import { sendCommit, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { currentSecret, type LiveSpace } from '#device/space/live.ts';
import { fragmentOf } from '#crypto/invitation.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Box, Update } from '#protocol/commit.ts';

/** A newcomer's commit, with the secret of the space sealed to themselves. */
export async function makeSeat(
  { live, invitation }: Look,
  me: { readonly line: Update; readonly signKey: SignKey },
): Promise<Result<{ made: MadeCommit; boxes: Box[] }>> {
  const state = live.place.state;
  const secret = currentSecret(live);
  const began = state === null ? undefined : live.epochs.get(state.epoch);
  if (state === null || secret === undefined || began === undefined) return refuse('key-missing');
  const made = await joiningCommit({ place: live.place, me: me.line, signKey: me.signKey, invitation });
  if (!made.ok) return made;
  const { epoch, number, prev } = began;
  const { person: to, sealPk } = me.line;
  const box = await sealBox({ secret, epoch, space: state.space, number, prev, to, sealPk });
  return ok({ made: made.value, boxes: [box] });
}

/** Sits down in a space that a link opens. If somebody else's commit came first, looks again. */
export async function takeSeat(home: Home, first: Look): Promise<Result<LiveSpace>> {
  let look = first;
  for (let tries = 0; tries < 5; tries++) {
    const seat = await makeSeat(look, home.me);
    if (!seat.ok) return seat;
    const sent = await sendCommit(home, look.live, seat.value.made, seat.value.boxes);
    if (sent.ok) {
      const live = await keepLooked(home, look);
      await leaveOlderBoxes(home, live);
      return ok(live);
    }
    if (!worthAnotherTry.has(sent.refusal.code)) return refuse(sent.refusal.code);
    const again = await lookThrough(home.transport, fragmentOf(look.fragment), look.live.kind);
    if (!again.ok) return again;
    look = again.value;
  }
  return refuse('commit-refused');
}

/** What the invitation opened of former epochs is sealed to me as well, so that my other devices can read it. */
async function leaveOlderBoxes(home: Home, live: LiveSpace): Promise<void> {
  const { state } = live.place;
  const { person: to, sealPk } = home.me.line;
  for (const { epoch, secret, number, prev } of live.epochs.values()) {
    if (state === null || secret === undefined || epoch >= state.epoch) continue;
    const box = await sealBox({ secret, epoch, space: state.space, number, prev, to, sealPk });
    await home.transport.call('leaveBox', box, { space: live.id });
  }
}
