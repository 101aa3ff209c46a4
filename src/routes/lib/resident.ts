import type { DeviceView } from '#device/device.ts';

type Situation = DeviceView['situation'];

/**
 * A second, small place that says whether somebody lives in this browser. It holds nothing of theirs. Where it says
 * yes and the device finds nobody, the browser has cleared what was kept here.
 */
const mark = 'somebody-is-home';

export function isHome(): boolean {
  return localStorage.getItem(mark) !== null;
}

export function noteHome(home: boolean): void {
  if (home) localStorage.setItem(mark, '');
  else localStorage.removeItem(mark);
}

/**
 * What a change of the device's situation says: somebody came in by a door or opened the lock; somebody is here as
 * before; somebody signed out, here or from another device; or there is nobody where this device starts.
 */
export function turnOf(
  before: Situation | undefined,
  now: Situation,
): 'came-in' | 'is-here' | 'went' | 'nobody' | null {
  const wasShut = before === 'locked' || before === 'nobody' || hasEnded(before);
  if (now === 'open') return wasShut ? 'came-in' : 'is-here';
  if (now !== 'nobody' && !hasEnded(now)) return null;
  return before === 'open' || before === 'locked' ? 'went' : 'nobody';
}

/** Nobody is here any more, and they did not sign out here. */
function hasEnded(situation: Situation | undefined): boolean {
  return situation === 'ended-elsewhere' || situation === 'closed';
}
