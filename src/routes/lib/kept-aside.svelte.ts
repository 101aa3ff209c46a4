import { device } from '#routes/lib/device.svelte.ts';
import { beforeLeaving } from '#routes/lib/leaving.ts';

const pauseMs = 400;

/**
 * Words that are only mine for as long as I like: they lie sealed on this device, also when the page is left, until
 * the field is emptied.
 */
export function keptAside(place: string): { text: string } {
  let text = $state('');
  let aside: string | null = null;

  $effect(() => {
    void device()
      .aside(place)
      .then((found) => {
        aside = found;
        if (text === '') text = found;
      });
  });

  async function keep(now: string): Promise<void> {
    // Before it is known what lies there, nothing is written over it.
    if (aside === null || now === aside) return;
    aside = now;
    await device().keepAside(place, now);
  }

  $effect(() => {
    const now = text;
    const soon = setTimeout(() => void keep(now), pauseMs);
    return () => clearTimeout(soon);
  });
  $effect(() => beforeLeaving(() => keep(text)));
  $effect(() => () => void keep(text));

  return {
    get text() {
      return text;
    },
    set text(next) {
      text = next;
    },
  };
}
