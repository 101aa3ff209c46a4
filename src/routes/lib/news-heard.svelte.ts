import { untrack } from 'svelte';
import type { SpaceView } from '#device/device.ts';
import type { Words } from '#words/words.ts';

export interface NewsHeard {
  /** Who wrote since the page was opened or last heard of, if anybody did. */
  readonly below: string | null;
  /** How often somebody wrote since: two sentences of the same minute are alike. */
  readonly times: number;
  /** One sentence for whoever listens. */
  said(words: Words<'talk'>['talk'], time: (at: number) => string): string;
}

/** Hears of each new turn by somebody else once, however often the page is drawn. What is closed is not spoken of. */
export function newsHeard(view: () => Pick<SpaceView, 'turns' | 'me' | 'names' | 'closed'>): NewsHeard {
  let upTo: number | null = null;
  let times = $state(0);
  let last = $state.raw<{ name: string; at: number; many: boolean } | null>(null);

  $effect(() => {
    const { turns, me, names, closed } = view();
    const settled = turns.filter(({ pending }) => !pending);
    const newest = settled.at(-1)?.place ?? 0;
    const fresh = settled.filter(
      ({ id, place, author }) => upTo !== null && place > upTo && author !== me && closed[id] === undefined,
    );
    const newestFresh = fresh.at(-1);
    upTo = Math.max(upTo ?? 0, newest);
    if (newestFresh === undefined) return;
    const many = new Set(fresh.map(({ author }) => author)).size > 1;
    times = untrack(() => times) + 1;
    last = { name: names[newestFresh.author] ?? '', at: newestFresh.at, many };
  });

  return {
    get below() {
      return last?.name ?? null;
    },
    get times() {
      return times;
    },
    said(words, time) {
      if (last === null) return '';
      return last.many ? words.heardMany : words.heard(last.name, time(last.at));
    },
  };
}
