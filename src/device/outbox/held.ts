import type { Home } from '#device/home.ts';
import type { OutboxRecord } from '#device/records.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { isStillOn, openMoments } from '#domain/pause/state.ts';
import { hour, type Millis } from '#kernel/time.ts';

/** Words that their author holds back on this device until somebody who asked for a moment is back. */
export function isHeld(home: Home, live: LiveSpace, { draft, failed }: OutboxRecord): boolean {
  if (failed !== undefined || draft.heldFor === undefined) return false;
  // What would come after the end is given back, and waits for nobody.
  if (live.fold.state.ended !== null) return false;
  return momentsOn(home, live).some(({ id }) => draft.heldFor?.includes(id));
}

/** How long until a moment that something waits for is over by itself; null where nothing waits for a time. */
export function nextReturnIn(home: Home, live: LiveSpace): Millis | null {
  const waitedFor = new Set(live.outbox.flatMap(({ draft }) => draft.heldFor ?? []));
  const times = momentsOn(home, live).flatMap(({ id, until }) =>
    waitedFor.has(id) && until !== null ? [until - home.clock()] : [],
  );
  // A timer that is set for weeks would go off at once.
  return times.length === 0 ? null : Math.min(hour, ...times);
}

function momentsOn(home: Home, live: LiveSpace) {
  return openMoments(live.fold.state).filter((moment) => isStillOn(moment, home.clock()));
}
