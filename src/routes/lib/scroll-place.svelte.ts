import { tick, untrack } from 'svelte';

/** How near to the end still counts as reading the newest. */
const near = 120;

export interface ScrollPlace {
  /** Whether the newest words are in sight. */
  readonly atEnd: boolean;
  toEnd(): void;
  toElement(id: string): void;
}

export interface Page {
  /** What stands on the page, oldest first. While it is empty, the page has not begun. */
  ids(): readonly string[];
  /** The element to begin at, where there is something new. */
  begin(): string | null;
  /** The newest words, if they are one's own: who has just said something wants to see it. */
  ownNewest(): string | null;
}

/**
 * Keeps the place where somebody reads. At the end, new words push the page on; anywhere else nothing moves, also
 * when older words come in above.
 */
export function scrollPlace({ ids, begin, ownNewest }: Page): ScrollPlace {
  let atEnd = $state(true);
  let begun = false;
  let own: string | null = null;
  let anchor: { readonly id: string; readonly top: number } | undefined;

  const look = () => {
    const { scrollHeight } = document.documentElement;
    atEnd = innerHeight + scrollY >= scrollHeight - near;
  };
  const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight });
  const toElement = (id: string) => document.getElementById(id)?.scrollIntoView({ block: 'start' });

  // Before older words are put in: where the first of those that stand now is.
  $effect.pre(() => {
    anchor = topmost(ids());
  });
  // Only what stands on the page moves it. Scrolling is the reader's.
  $effect(() => {
    if (ids().length > 0) untrack(settle);
  });
  $effect(() => {
    // A field that grows, a keyboard that comes up, a phone that is turned: whoever read the newest goes on reading it.
    const stay = () => (begun && atEnd ? toEnd() : look());
    const grown = new ResizeObserver(stay);
    grown.observe(document.body);
    addEventListener('resize', stay);
    addEventListener('scroll', look, { passive: true });
    return () => {
      grown.disconnect();
      removeEventListener('scroll', look);
      removeEventListener('resize', stay);
    };
  });

  function settle() {
    const was = anchor;
    const first = begun ? null : begin();
    const spoke = begun && ownNewest() !== own && ownNewest() !== null;
    const stay = begun && !atEnd && !spoke;
    begun = true;
    own = ownNewest();
    void tick().then(() => {
      if (first !== null) toElement(first);
      else if (!stay) toEnd();
      else if (was !== undefined) scrollBy(0, topOf(was.id) - was.top);
      look();
    });
  }

  return {
    get atEnd() {
      return atEnd;
    },
    toEnd,
    toElement,
  };
}

function topmost(ids: readonly string[]) {
  const id = ids.find((id) => document.getElementById(id) !== null);
  return id === undefined ? undefined : { id, top: topOf(id) };
}

function topOf(id: string): number {
  return document.getElementById(id)?.getBoundingClientRect().top ?? 0;
}
