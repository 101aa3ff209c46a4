import type { Home } from '#device/home.ts';
import type { Keeping } from '#device/moments.ts';
import { act } from '#device/outbox/act.ts';
import { leaveSpace } from '#device/space/leave.ts';
import { keepingIn, keepingPreference } from '#device/space/kept-after.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { forgetSpace } from '#device/space/rest.ts';
import { choseKeeping } from '#domain/ending/chose.ts';
import { whoHasChosen } from '#domain/ending/state.ts';
import { ok, type Result } from '#kernel/result.ts';

/**
 * What becomes of a space on my devices stays with me. The others learn that I have chosen; null says that I have not,
 * after all. Once it has ended, a choice to let go is carried out at once.
 */
export async function chooseKeeping(
  home: Home,
  live: LiveSpace,
  keeping: Keeping | null,
): Promise<Result<void>> {
  // Said and not left out, so that my other devices hear of it.
  await home.preferences.set(keepingPreference(live.id), keeping ?? 'undecided');
  const { state } = live.fold;
  const hasChosen = keeping !== null;
  if (state.ended === null && whoHasChosen(state).includes(home.me.person) !== hasChosen) {
    const done = await act(home, live, choseKeeping({ hasChosen }));
    if (!done.ok) return done;
  }
  home.changed(live);
  await letGoWhereEnded(home, live);
  return ok(undefined);
}

/** Takes an ended space off this device where its owner chose so: without a line later, when there is one. */
export async function letGoWhereEnded(home: Home, live: LiveSpace): Promise<void> {
  if (live.fold.state.ended === null || keepingIn(home, live.id) !== 'let-go') return;
  // Something of mine is to be taken back first.
  if (live.outbox.some(({ failed }) => failed === undefined)) return;
  if (isMemberOf(live, home.me.person)) {
    const left = await leaveSpace(home, live);
    if (!left.ok) return;
  }
  home.spaces.delete(live.id);
  await forgetSpace(home.safe, live.id);
  home.changed(live);
}
