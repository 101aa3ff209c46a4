import { keepInTab, keptInTab } from '#routes/lib/kept.ts';
import { paths } from '#routes/paths.ts';

const link = 'seat';
const waits = 'seat-waits';

/**
 * A link to a seat in a circle that is opened while the device is locked: what stands behind its `#` is put where the
 * page of the seat looks for it, and this tab goes there once somebody has unlocked it.
 */
export function rememberSeatLink(): void {
  const found = location.hash.slice(1);
  if (location.pathname !== paths.joinCircle() || found === '') return;
  keepInTab(link, found);
  keepInTab(waits, 'yes');
}

/** Whether such a link waits. It leads there once: later the page of the seat keeps it as it keeps any. */
export function takeSeatLink(): boolean {
  const isWaiting = keptInTab(waits) !== null;
  keepInTab(waits, null);
  return isWaiting;
}
