import type { Home } from '#device/home.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { memberOf } from '#protocol/space-state.ts';

/**
 * Whether somebody who has keys of mine that are out of force can still read what is written in a space: its roster
 * names them, or its epoch began with or before the commit that moved them on. That commit is signed with the old key,
 * so whoever took it may have made it, and know the secret that came with it.
 */
export function areOldKeysOpen({ me }: Pick<Home, 'me'>, live: LiveSpace): boolean {
  const { state } = live.place;
  const mine = state && memberOf(state, me.person);
  if (!state || !mine || me.former.length === 0) return false;
  const isMoved = equalBytes(mine.signPk, me.line.signPk) && equalBytes(mine.sealPk, me.line.sealPk);
  return !isMoved || (live.movedAt !== undefined && state.epochStart <= live.movedAt);
}
