import type { SpaceSummary, SpaceView } from '#device/device.ts';
import type { SpaceId } from '#kernel/ids.ts';
import { SvelteMap } from 'svelte/reactivity';
import { device } from '#routes/lib/device.svelte.ts';
import { openIn, type OpenClause } from '#routes/lib/open-in.ts';

/** Every sentence in these spaces that waits for me. */
export function openClauses(summaries: () => readonly SpaceSummary[]): {
  readonly all: readonly OpenClause[];
} {
  const views = new SvelteMap<SpaceId, SpaceView>();
  // A text of ids, so that a new line in one space does not make us watch all of them anew.
  const spaces = $derived(
    summaries()
      .filter(({ kind, waitingForOther }) => kind !== 'community' && !waitingForOther)
      .map(({ space }) => space)
      .join(' '),
  );
  $effect(() => {
    // Joined from space ids just above.
    const ids = spaces.split(' ').filter((id): id is SpaceId => id !== '');
    const stops = ids.map((id) => device().watchSpace(id, (view) => views.set(id, view)));
    return () => {
      for (const stop of stops) stop();
      views.clear();
    };
  });
  return {
    get all() {
      return [...views.values()].flatMap(openIn);
    },
  };
}
