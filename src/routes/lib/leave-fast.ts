import { leavingChannel, type Leaving } from '#device/leaving.ts';
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
export function leaveFast(to: string = paths.quiet()): void {
  hide();
  if (isHome()) localStorage.setItem(mark, '');
  void putAllAway().then(() => {
    if (isHome()) tellOthers(to);
    location.replace(to);
  });
}

function hide(): void {
  leaving = true;
  document.body.hidden = true;
  document.title = '';
}

function tellOthers(to: string): void {
  const channel = new BroadcastChannel(leavingChannel);
  channel.postMessage({ to } satisfies Leaving);
  channel.close();
}

/** Leaves because another tab did, which has seen to the keys. */
export function follow(to: string): void {
  hide();
  location.replace(to);
}
