import { tick, untrack } from 'svelte';
import { page } from '$app/state';
import type { EventId } from '#kernel/ids.ts';

/** The turn that the address names, where it names one. */
interface SoughtTurn {
  readonly id: string;
}

export interface Turns {
  /** What stands on the page. */
  ids(): readonly string[];
  /** Fetches older turns, as far back as this one. */
  earlier(to: EventId): void;
}

/** Leads to the turn that the address names, also where it has to be fetched first. It takes the focus. */
export function soughtTurn({ ids, earlier }: Turns): SoughtTurn {
  // The address was made from an id; the device has no turn for any other text.
  const id = page.url.hash.slice(1) as EventId;
  let step: 'waiting' | 'fetching' | 'there' = id === '' ? 'there' : 'waiting';

  $effect(() => {
    const standing = ids();
    if (step === 'there' || standing.length === 0) return;
    if (standing.includes(id)) {
      step = 'there';
      // After the page has found its own place.
      void tick().then(() => takeTo(id));
    } else if (step === 'waiting') {
      step = 'fetching';
      untrack(() => earlier(id));
    }
  });

  return { id };
}

function takeTo(id: string): void {
  const turn = document.getElementById(id);
  if (turn === null) return;
  turn.tabIndex = -1;
  turn.scrollIntoView({ block: 'center' });
  turn.focus({ preventScroll: true });
}
