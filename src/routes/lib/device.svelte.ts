import type { SpaceView, Views } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { device, openAlready, takeAhead } from '#routes/lib/connected.ts';

export { device };

/** What is being watched, as a rune: undefined until the first view has come. */
export interface Watched<View> {
  readonly view: View | undefined;
}

/** Watches a topic for as long as the component that asks is on the page. */
export function watch<Topic extends keyof Views>(topic: Topic): Watched<Views[Topic]> {
  // Of that topic it is the view.
  const begun = topic === 'device' ? (openAlready() as Views[Topic] | undefined) : undefined;
  let view = $state.raw(begun);
  $effect(() => device().watch(topic, (next) => (view = next)));
  return {
    get view() {
      return view;
    },
  };
}

/**
 * Watches one space; when another is asked for, nothing of the former is shown under its name. A space that is open
 * here stays so while the device opens it anew, as it does when another tab closes.
 */
export function watchSpace(space: () => SpaceId): Watched<SpaceView> {
  let view = $state.raw<SpaceView>();
  $effect(() => {
    const asked = space();
    const tell = (next: SpaceView) => {
      if (next.situation !== 'opening' || view === undefined) view = next;
    };
    const begun = takeAhead(asked);
    view = begun?.newest;
    if (begun === undefined) return device().watchSpace(asked, tell);
    begun.tell = tell;
    return begun.stop;
  });
  return {
    get view() {
      return view;
    },
  };
}
