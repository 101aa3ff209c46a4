import type { Device, SpaceView, Views } from '#device/device.ts';
import { connectDevice } from '#device/remote.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { noteTurns } from '#routes/lib/note-turns.ts';

// Without runes, so that it runs before the framework is there: see `early.ts`.

let connected: Device | undefined;
let newest: Views['device'] | undefined;

/** This device, started when something first needs it. */
export function device(): Device {
  connected ??= noteTurns(connectDevice(), (view) => (newest = view));
  return connected;
}

/**
 * What the device said of itself last, where somebody is at home: a page that comes after it need not ask and wait.
 * Anything else it asks for, because a door may have changed it a moment ago.
 */
export function openAlready(): Views['device'] | undefined {
  return newest?.situation === 'open' ? newest : undefined;
}

/** A watch that was begun before the page that asks for it was there. */
interface Ahead {
  readonly space: SpaceId;
  newest: SpaceView | undefined;
  tell: (view: SpaceView) => void;
  stop: () => void;
}
let ahead: Ahead | undefined;

/** Begins to watch a space while its page is still on its way, so that the two are fetched side by side. */
export function watchAhead(space: SpaceId): void {
  ahead?.stop();
  const begun: Ahead = { space, newest: undefined, tell: () => undefined, stop: () => undefined };
  begun.stop = device().watchSpace(space, (view) => {
    begun.newest = view;
    begun.tell(view);
  });
  ahead = begun;
}

/** The watch that was begun for this space, if one was. It is the caller's from now on. */
export function takeAhead(space: SpaceId): Ahead | undefined {
  const begun = ahead;
  ahead = undefined;
  if (begun?.space === space) return begun;
  begun?.stop();
  return undefined;
}
