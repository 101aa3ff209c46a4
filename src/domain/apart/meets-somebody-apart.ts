import type { PersonId } from '#kernel/ids.ts';

/**
 * Whether somebody whom I have chosen not to meet is among these people. It says that much and not who, because that is
 * all that is told before I come into a space.
 */
export function meetsSomebodyApart(apart: readonly PersonId[], roster: readonly PersonId[]): boolean {
  return roster.some((person) => apart.includes(person));
}
