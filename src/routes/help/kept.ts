import { readKept, tidyKept, type Kept } from '#domain/help/kept.ts';

// Not in the database: that one is sealed and is wiped at every sign-out, and this is meant to be read without a key.
const key = 'help.kept';

/** What this device keeps for the help page, readable by whoever holds it. Null where nothing of it is kept. */
export function keptForHelp(): Kept | null {
  try {
    return readKept(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return null;
  }
}

/** Keeps this because somebody said so; null takes it away. Says whether this browser did it. */
export function keepForHelp(kept: Kept | null): boolean {
  const tidy = kept && tidyKept(kept);
  try {
    if (tidy === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(tidy));
    return true;
  } catch {
    return false;
  }
}
