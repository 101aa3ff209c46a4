import { tick } from 'svelte';

/** How near to the end still counts as reading the newest. */
const near = 120;

export interface ScrollPlace {
  /** Whether the newest words are in sight. */
  readonly atEnd: boolean;
  toEnd(): void;
  toElement(id: string): void;
}

/**
 * Keeps the place where somebody reads. At the end, new words push the page on; anywhere else nothing moves, also
 * when older words come in above.
 *
 * @param ids what stands on the page, oldest first. While it is empty, the page has not begun.
 * @param begin the element to begin at, where there is something new.
 */
export function scrollPlace(ids: () => readonly string[], begin: () => string | null): ScrollPlace {
  let atEnd = $state(true);
  let begun = false;
  let anchor: { readonly id: string; readonly top: number } | undefined;

  const look = () => {
    const { scrollHeight } = document.documentElement;
    atEnd = innerHeight + scrollY >= scrollHeight - near;
  };
  const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight });
  const toElement = (id: string) => document.getElementById(id)?.scrollIntoView({ block: 'start' });

  // Before older words are put in: where the first of those that stand now is.
  $effect.pre(() => {
    ids();
    anchor = firstOnPage();
  });
  $effect(() => {
    const now = ids();
    if (now.length === 0) return;
    const was = anchor;
    const first = begun ? null : begin();
    const stay = begun && !atEnd;
    begun = true;
    void tick().then(() => {
      if (first !== null) toElement(first);
      else if (stay && was !== undefined) scrollBy(0, topOf(was.id) - was.top);
      else if (!stay) toEnd();
      look();
    });
  });
  $effect(() => {
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  });

  function firstOnPage() {
    const id = ids().find((id) => document.getElementById(id) !== null);
    return id === undefined ? undefined : { id, top: topOf(id) };
  }

  return {
    get atEnd() {
      return atEnd;
    },
    toEnd,
    toElement,
  };
}

function topOf(id: string): number {
  return document.getElementById(id)?.getBoundingClientRect().top ?? 0;
}
