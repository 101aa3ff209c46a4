import { device } from '#routes/lib/connected.ts';

/** What somebody was looking for when they opened something that was found. */
export interface SearchAsked {
  readonly words: string;
  /** The link they took. */
  readonly opened: string;
}

let asked: SearchAsked | null = null;
let watching = false;

/** Remembered in this tab's memory and nowhere else, for whoever comes back; gone as soon as the device is locked. */
export function rememberAsked(next: SearchAsked): void {
  asked = next;
  if (watching) return;
  watching = true;
  device().watch('device', ({ situation }) => {
    if (situation !== 'open' && situation !== 'starting') asked = null;
  });
}

/** Told once: whoever comes by another way begins anew. */
export function takeAsked(): SearchAsked | null {
  const known = asked;
  asked = null;
  return known;
}
