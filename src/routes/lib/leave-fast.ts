import { leavingChannel, type Leaving } from '#device/leaving.ts';
import { forgetPlace } from '#routes/courses/place.ts';
import { putAllAway } from '#routes/lib/leaving.ts';
import { isHome } from '#routes/lib/resident.ts';
import { paths } from '#routes/paths.ts';

const mark = 'locked';

/**
 * Whether this browser was left in a hurry and nobody has opened it since. Pages ask before they draw anything: the
 * device itself may still be on its way to dropping its keys.
 */
export function isLocked(): boolean {
  return localStorage.getItem(mark) !== null;
}

export function noteOpened(): void {
  localStorage.removeItem(mark);
}

let leaving = false;

/** Whether this page is on its way out: then nothing asks whether somebody really wants to leave. */
export function isLeaving(): boolean {
  return leaving;
}

/**
 * Leaves: first whatever is on the screen, in this very moment; then, when half a sentence has been put away, the
 * keys in every tab; then the page itself, whose place in the way back is taken by where it leads.
 */
export function leaveFast(to: string = paths.quiet(), from: Leaving['from'] = 'all-pages'): void {
  hide();
  if (isHome()) noteLocked();
  void putAllAway()
    .then(() => isHome() && tellOthers({ to, from }))
    .then(drawn)
    .then(() => location.replace(to));
}

/** Locks all tabs, and leaves this page as it is: it holds nothing of anybody. */
export function lockBehind(): void {
  noteLocked();
  tellOthers({ to: paths.unlock(), from: 'private-pages' });
}

/** From now on this browser is locked, whatever its device still has open. */
export function noteLocked(): void {
  localStorage.setItem(mark, '');
}

function hide(): void {
  leaving = true;
  document.body.hidden = true;
  document.title = '';
  forgetPlace();
}

const drawnWithinMs = 50;

/**
 * The empty page is before somebody's eyes, and no longer only decided on: what comes next may be slow to come. A tab
 * that is not looked at draws nothing, and does not wait for it.
 */
function drawn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, drawnWithinMs);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

function tellOthers(leaving: Leaving): void {
  const channel = new BroadcastChannel(leavingChannel);
  channel.postMessage(leaving);
  channel.close();
}

/** Leaves because another tab did, which has seen to the keys. */
export function follow(to: string): void {
  hide();
  void drawn().then(() => location.replace(to));
}
