import { afterNavigate, goto } from '$app/navigation';
import { keepInTab, keptInTab } from '#routes/lib/kept.ts';

/** The secret part of the link that opened a page. */
export interface Link {
  /** Undefined until it was looked for, null where there is none. */
  readonly fragment: string | null | undefined;
  /** It has done its work: a reload no longer finds it. */
  spend(): void;
}

/**
 * Takes what stands behind the `#` out of the address bar, so that nobody reads or shares it from there, and keeps it
 * for a reload in this tab.
 */
export function linkInAddress(name: string): Link {
  let fragment = $state<string | null>();
  const take = () => {
    const found = location.hash.slice(1);
    if (found !== '') {
      keepInTab(name, found);
      void goto(location.pathname + location.search, { replace: true, shallow: true });
    }
    fragment = found === '' ? keptInTab(name) : found;
  };
  afterNavigate(take);
  // A private page is drawn only once the device has opened, and then the navigation is over already.
  $effect(() => {
    if (document.readyState === 'complete' && fragment === undefined) take();
  });
  // Whoever pastes the whole link over half of one stays on the page: only what stands behind the `#` is new.
  $effect(() => {
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  });
  return {
    get fragment() {
      return fragment;
    },
    spend() {
      keepInTab(name, null);
    },
  };
}
