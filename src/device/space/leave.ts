import type { Home } from '#device/home.ts';
import { readToTheEnd } from '#device/inbox/inbox.ts';
import { forgetSpace } from '#device/space/rest.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Leave } from '#protocol/commit.ts';
import { memberOf } from '#protocol/space-state.ts';

/** Goes, at once. What was written there stays readable here; nothing new comes. */
export async function leaveSpace(home: Home, live: LiveSpace): Promise<Result<void>> {
  const { state } = live.place;
  const mine = state && memberOf(state, home.me.person);
  const added = state?.commits[(mine?.since ?? 0) - 1];
  if (!state || !mine || added === undefined) return refuse('not-a-member');
  const leave = toCbor({ space: state.space, person: mine.person, commit: idToBytes(added) } satisfies Leave);
  // Going needs no new keys: the one that the roster has says it.
  const keys = [home.me, ...home.me.former].find(({ signKey }) => equalBytes(signKey.publicKey, mine.signPk));
  if (keys === undefined) return refuse('not-a-member');
  const signature = await keys.signKey.sign('leave', leave);
  const answer = await home.transport.call('leave', { leave, signature }, { space: live.id });
  if (!answer.ok) return refuse(answer.refusal.code);
  // The entry that says so comes by the stream, if the line holds; it is true from now on.
  live.outside = true;
  await home.preferences.set(`asked ${live.id}`, undefined);
  await readToTheEnd(home, live);
  // Where nobody else ever came there is nothing to look back at.
  if (state.everJoined === 1) {
    home.spaces.delete(live.id);
    await forgetSpace(home.safe, live.id);
  }
  home.changed(live);
  return ok(undefined);
}
