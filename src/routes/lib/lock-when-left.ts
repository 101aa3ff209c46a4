import { second } from '#kernel/time.ts';
import { isLocked, leaveFast, lockBehind } from '#routes/lib/leave-fast.ts';
import { isLeftAlone, noteTouch } from '#routes/lib/lock-after.ts';
import { isHome } from '#routes/lib/resident.ts';
import { paths } from '#routes/paths.ts';

const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
const everyMs = 10 * second;

/** No other tab may be open in which a device would hear of it. */
function lockFromHere(): void {
  lockBehind();
  void import('#routes/lib/connected.ts').then(({ device }) => {
    // That may take a while, and in another tab somebody may have opened it again.
    if (isLocked()) void device().lock();
  });
}

/**
 * Locks this browser when nobody has touched any of its tabs for as long as they chose. Private pages give way to the
 * locked door; what anybody may read stays, since somebody may be breathing along with it.
 */
export function lockWhenLeft(isPrivate: () => boolean): () => void {
  const stop = new AbortController();
  const { signal } = stop;

  function look(): boolean {
    if (!isHome() || isLocked() || !isLeftAlone(Date.now())) return false;
    if (isPrivate()) leaveFast(paths.unlock(), 'private-pages');
    else lockFromHere();
    return true;
  }

  // A machine that slept for hours wakes by a touch: what is long since due comes before it.
  const touched = () => {
    if (isHome() && !look()) noteTouch(Date.now());
  };

  for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true, signal });
  document.addEventListener('visibilitychange', look, { signal });
  const timer = setInterval(look, everyMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => stop.abort();
}
