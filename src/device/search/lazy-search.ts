import type { Home } from '#device/home.ts';
import type { SearchQuestion, SearchView } from '#device/search/question.ts';
import type { Search } from '#device/search/search.ts';
import type { LiveSpace } from '#device/space/live.ts';

/** The search of this device, which is not here before somebody searches. */
export interface LazySearch {
  look(home: Home | null, question: SearchQuestion): SearchView;
  changed(live: LiveSpace): void;
  /** Whoever was at home is not any more: nothing of their words stays in memory. */
  close(): void;
}

export const searchTopic = 'search';

const opening: SearchView = { situation: 'opening', names: [], spaces: [], lacking: [] };

/** @param tell called when there is something else to see. */
export function lazySearch(tell: () => void): LazySearch {
  let search: Search | null = null;
  let loading = false;
  let latest: Home | null = null;

  async function load(): Promise<void> {
    if (loading) return;
    loading = true;
    try {
      const { createSearch } = await import('#device/search/search.ts');
      if (latest !== null) search ??= createSearch(latest, tell);
      tell();
    } finally {
      loading = false;
    }
  }

  return {
    look(home, question) {
      if (home === null) return opening;
      latest = home;
      if (search !== null) return search.look(question);
      // Where it does not come, there is no line, and whoever types on asks for it again.
      void load().catch(() => undefined);
      return opening;
    },
    changed: (live) => search?.changed(live),
    close() {
      search?.close();
      search = null;
      latest = null;
    },
  };
}
