import { device } from '#routes/lib/device.svelte.ts';
import { beforeLeaving } from '#routes/lib/leaving.ts';

export interface Aside {
  /** What is being written: the same words, asked for later, find it again. */
  readonly place: string;
  /** What stands in the field and nowhere else; empty where there is nothing to lose. */
  readonly unkept: () => string;
  readonly giveBack: (text: string) => void;
}

const pauseMs = 400;

/**
 * Puts what somebody is writing aside, sealed, whenever they pause: a lock that falls meanwhile loses none of it.
 * Whoever sends it or drops it takes it away from there; whoever finds the place again finds it in the field.
 */
export function putAside({ place, unkept, giveBack }: Aside): void {
  let looked = $state(false);
  let aside = '';

  $effect(() => {
    void device()
      .aside(place)
      .then((text) => {
        aside = text;
        if (text !== '' && unkept() === '') giveBack(text);
        looked = true;
      });
  });

  async function keep(text: string): Promise<void> {
    if (text === aside) return;
    aside = text;
    await device().keepAside(place, text);
  }

  $effect(() => {
    const text = unkept();
    if (!looked) return undefined;
    const soon = setTimeout(() => void keep(text), pauseMs);
    return () => clearTimeout(soon);
  });
  $effect(() => beforeLeaving(() => (looked ? keep(unkept()) : Promise.resolve())));
  // Sent or dropped: the field is gone. Where a lock fell, the device takes nothing any more, and what lies there stays.
  $effect(() => () => void keep(''));
}
