import type { Kept } from '#domain/help/kept.ts';
import { keepForHelp, keptForHelp } from './kept.ts';

export interface KeptHere {
  /** Undefined until the page is awake: a page made ahead knows nothing of this device. */
  readonly now: Kept | null | undefined;
  /** Says whether this browser did it. */
  keep(kept: Kept | null): boolean;
}

/** What is kept here, as it stands: also when another tab changes it, or the browser brings back an older page. */
export function keptHere(): KeptHere {
  let now = $state.raw<Kept | null>();
  const look = () => (now = keptForHelp());
  $effect(() => {
    look();
    addEventListener('storage', look);
    addEventListener('pageshow', look);
    return () => {
      removeEventListener('storage', look);
      removeEventListener('pageshow', look);
    };
  });
  return {
    get now() {
      return now;
    },
    keep(kept) {
      const done = keepForHelp(kept);
      look();
      return done;
    },
  };
}
