import type { Home } from '#device/home.ts';
import { keepingIn } from '#device/space/kept-after.ts';
import { isMemberOf, type LiveSpace } from '#device/space/live.ts';
import { forgetSpace } from '#device/space/rest.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** A space that I was in and left, and have not let go of on any of my devices. */
export function isLeft(home: Home, live: LiveSpace): boolean {
  if (live.place.seq === 0 || isMemberOf(live, home.me.person)) return false;
  return home.preferences.get(`dropped ${live.id}`) !== true;
}

/** What stayed readable after I left goes, from this device now and from my others as they hear of it. */
export async function dropLeft(home: Home, live: LiveSpace): Promise<Result<void>> {
  if (isMemberOf(live, home.me.person)) return refuse('not-in-this-space');
  await home.preferences.set(`dropped ${live.id}`, true);
  home.spaces.delete(live.id);
  await forgetSpace(home.safe, live.id);
  home.changed(live);
  return ok(undefined);
}

/** Those that I let go of on another device, or chose to let go of once they have ended. */
export async function dropWhatWasDropped(home: Home): Promise<void> {
  for (const live of home.spaces.values()) {
    if (isMemberOf(live, home.me.person) || !isToGo(home, live)) continue;
    home.spaces.delete(live.id);
    await forgetSpace(home.safe, live.id);
    home.changed(live);
  }
}

function isToGo(home: Home, { id, fold }: LiveSpace): boolean {
  if (home.preferences.get(`dropped ${id}`) === true) return true;
  return fold.state.ended !== null && keepingIn(home, id) === 'let-go';
}
