import type { Attachment } from 'svelte/attachments';

/** Acts when this scrolls into sight, once somebody has scrolled at all: the opening of a page is nobody's wish. */
export function inSight(act: () => void): Attachment<HTMLElement> {
  return (element) => {
    let scrolled = false;
    const wish = () => {
      scrolled = true;
    };
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && scrolled) act();
    });
    watcher.observe(element);
    for (const sign of ['wheel', 'touchmove', 'keydown'] as const)
      addEventListener(sign, wish, { passive: true });
    return () => {
      watcher.disconnect();
      for (const sign of ['wheel', 'touchmove', 'keydown'] as const) removeEventListener(sign, wish);
    };
  };
}
