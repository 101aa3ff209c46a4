import { nextCommit } from '#crypto/commit.ts';
import type { Home } from '#device/home.ts';
import { catchUp } from '#device/inbox/inbox.ts';
import { beginEpoch, sendCommit, worthAnotherTry } from '#device/outbox/raise-epoch.ts';
import { meetMembers } from '#device/people.ts';
import { areOldKeysOpen } from '#device/space/old-keys.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { memberOf, type SpaceState } from '#protocol/space-state.ts';

const triesMost = 8;

/**
 * Brings my keys of now into a space, and then an epoch that only they open. The log says how far this has come, so
 * it goes on where it stopped: after a crash, without a line, or on another device of mine. Nothing is written there
 * before it is done. False where it has to wait.
 */
export async function bringKeys(home: Home, live: LiveSpace): Promise<boolean> {
  for (let tries = 0; tries < triesMost && areOldKeysOpen(home, live); tries++) {
    if (live.problem !== undefined || (await meetMembers(home, live)) !== 'known') return false;
    if (!(await bringOn(home, live))) return false;
    const caughtUp = await catchUp(home, live);
    if (!caughtUp.ok) return false;
  }
  return !areOldKeysOpen(home, live);
}

/** One commit at a time. */
function bringOn(home: Home, live: LiveSpace): Promise<boolean> {
  const { state } = live.place;
  const mine = state && memberOf(state, home.me.person);
  if (!state || !mine) return Promise.resolve(false);
  return equalBytes(mine.signPk, home.me.line.signPk) ? beginEpoch(home, live) : moveOn(home, live, state);
}

/** Signed by the key that the roster still has: nobody has to be told by a chain what the log can show by itself. */
async function moveOn(home: Home, live: LiveSpace, state: SpaceState): Promise<boolean> {
  const mine = memberOf(state, home.me.person);
  const signKey = home.me.former
    .map((keys) => keys.signKey)
    .find(({ publicKey }) => mine !== undefined && equalBytes(publicKey, mine.signPk));
  if (signKey === undefined) return false;
  const { line } = home.me;
  const made = await nextCommit({
    place: live.place,
    author: line.person,
    signKey,
    change: { updates: [line] },
  });
  if (!made.ok) return false;
  const sent = await sendCommit(home, live, made.value, []);
  return sent.ok || worthAnotherTry.has(sent.refusal.code);
}
