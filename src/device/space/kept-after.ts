import type { Home } from '#device/home.ts';
import type { Keeping } from '#device/moments.ts';
import type { SpaceId } from '#kernel/ids.ts';

/** What I chose becomes of a space on my devices once it has ended. */
export function keepingIn(home: Home, space: SpaceId): Keeping | null {
  const chosen = home.preferences.get(keepingPreference(space));
  return chosen === 'keep' || chosen === 'let-go' ? chosen : null;
}

export function keepingPreference(space: SpaceId): string {
  return `ending ${space}`;
}
