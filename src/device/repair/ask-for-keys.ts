import type { Home } from '#device/home.ts';
import { mayRead } from '#device/repair/may-read.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { memberOf } from '#protocol/space-state.ts';

/** The newest come first, and the older of them mostly open with those. */
const asksMost = 8;

/** Asks the others in a space for the keys that no box here opens to, each once while this device runs. */
export async function askForKeys(home: Home, live: LiveSpace): Promise<void> {
  for (const epoch of epochsMissing(home, live)) {
    if (live.asked.has(epoch)) continue;
    live.asked.add(epoch);
    home.changed(live);
    const answer = await home.transport.call('askForBox', { epoch }, { space: live.id });
    // With the next look for keys it is asked for again.
    if (!answer.ok) live.asked.delete(epoch);
  }
}

/** Says of what has opened since that nobody has to leave another box. */
export async function thankForKeys(home: Home, live: LiveSpace): Promise<void> {
  for (const epoch of live.asked) {
    if (live.epochs.get(epoch)?.secret === undefined) continue;
    live.asked.delete(epoch);
    home.changed(live);
    // If nobody hears it, the ask is forgotten by itself after a while.
    await home.transport.call('boxOpened', { epoch }, { space: live.id });
  }
}

function epochsMissing({ me }: Home, live: LiveSpace): readonly number[] {
  const mine = live.place.state && memberOf(live.place.state, me.person);
  if (!mine) return [];
  const missing = [...live.epochs.values()].filter(
    ({ epoch, secret }) => secret === undefined && mayRead(live, mine, epoch),
  );
  return missing
    .map(({ epoch }) => epoch)
    .sort((a, b) => b - a)
    .slice(0, asksMost);
}
