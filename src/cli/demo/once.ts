import type { Device, SpaceView, Views } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';

const patienceMs = 60_000;

/** Waits until one of this device's views shows what is looked for. */
export function onceSeen<Topic extends keyof Views, Found>(
  device: Device,
  topic: Topic,
  find: (view: Views[Topic]) => Found | null,
): Promise<Found> {
  return once((run) => device.watch(topic, run), find, topic);
}

export function onceInSpace<Found>(
  device: Device,
  space: SpaceId,
  find: (view: SpaceView) => Found | null,
): Promise<Found> {
  return once((run) => device.watchSpace(space, run), find, 'space');
}

/**
 * Waits until a view shows what is looked for.
 * @throws Error when it has not come after a minute: a demo that hangs in silence says nothing about why
 */
function once<View, Found>(
  watch: (run: (view: View) => void) => () => void,
  find: (view: View) => Found | null,
  view: string,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    let stop: (() => void) | null = null;
    const end = () => {
      isDone = true;
      clearTimeout(patience);
      stop?.();
    };
    const patience = setTimeout(() => {
      end();
      reject(new Error(`the ${view} view never showed what the demo waits for`));
    }, patienceMs);
    // Whoever stops the demo in its middle does not wait for this.
    patience.unref();
    stop = watch((view) => {
      const found = isDone ? null : find(view);
      if (found === null) return;
      end();
      resolve(found);
    });
    // The view of now may have shown it already, before there was anything to stop.
    if (isDone) stop();
  });
}

/** @throws Error for a refusal: what the demo asks for is always allowed. */
export function granted<Value>(result: Result<Value>, what: string): Value {
  if (!result.ok) throw new Error(`${what}: ${result.refusal.code} ${result.refusal.detail ?? ''}`);
  return result.value;
}
