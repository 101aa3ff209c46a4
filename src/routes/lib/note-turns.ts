import type { Device, Views } from '#device/device.ts';
import { forgetPlace } from '#routes/courses/place.ts';
import { noteOpened } from '#routes/lib/leave-fast.ts';
import { forgetTouch, noteTouch } from '#routes/lib/lock-after.ts';
import { noteHome, turnOf } from '#routes/lib/resident.ts';

/**
 * Whoever comes in by whichever door, or goes: what this browser remembers of that is written down in one place.
 *
 * @param told hears each view that it is written down from
 */
export function noteTurns(device: Device, told: (view: Views['device']) => void): Device {
  let before: Views['device']['situation'] | undefined;
  device.watch('device', (view) => {
    told(view);
    const { situation } = view;
    const turn = turnOf(before, situation);
    if (situation !== 'starting') before = situation;
    if (turn === 'came-in') {
      noteTouch(Date.now());
      noteOpened();
    }
    if (turn === 'came-in' || turn === 'is-here') noteHome(true);
    if (turn === 'went') {
      forgetTouch();
      forgetPlace();
      noteHome(false);
    }
  });
  return device;
}
