import { minute, type Millis } from '#kernel/time.ts';

/** After how many minutes without a touch this browser locks by itself. */
export const lockAfters = ['never', '5', '15', '60'] as const;
export type LockAfter = (typeof lockAfters)[number];

const choice = 'lock-after';
// Beside the choice, so that all tabs share it and a browser that was closed meanwhile knows it too. To the minute.
const touch = 'touched';

export function lockAfterChosen(): LockAfter {
  const kept = localStorage.getItem(choice);
  return lockAfters.find((after) => after === kept) ?? 'never';
}

export function chooseLockAfter(after: LockAfter, now: Millis): void {
  if (after === 'never') localStorage.removeItem(choice);
  else localStorage.setItem(choice, after);
  forgetTouch();
  noteTouch(now);
}

/** Somebody is there. Written down only where somebody wants to be locked out, and once a minute at most. */
export function noteTouch(now: Millis): void {
  if (lockAfterChosen() === 'never') return;
  const text = String(Math.ceil(now / minute) * minute);
  if (localStorage.getItem(touch) !== text) localStorage.setItem(touch, text);
}

export function forgetTouch(): void {
  localStorage.removeItem(touch);
}

/** Whether nobody has touched any tab for as long as was chosen. A clock that went backwards counts as too long. */
export function isLeftAlone(now: Millis): boolean {
  const after = lockAfterChosen();
  const touched = localStorage.getItem(touch);
  if (after === 'never' || touched === null) return false;
  const goneMs = now - Number(touched);
  return !(goneMs < Number(after) * minute && goneMs > -2 * minute);
}
