import type { SpaceSummary, SpaceView } from '#device/device.ts';
import type { EventId, SpaceId } from '#kernel/ids.ts';
import { SvelteMap } from 'svelte/reactivity';
import { device } from '#routes/lib/device.svelte.ts';

/** A sentence somebody offered, to which I have not said anything yet. */
export interface OpenClause {
  readonly space: SpaceId;
  readonly clause: EventId;
  readonly by: string;
  readonly text: string;
}

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

export function openIn({ space, me, names, agreement }: SpaceView): readonly OpenClause[] {
  return agreement.clauses.flatMap(({ clause, newest }) => {
    if (newest.by === me || newest.by === null || !newest.waitsFor.includes(me)) return [];
    return [{ space, clause, by: names[newest.by] ?? '', text: newest.text }];
  });
}
