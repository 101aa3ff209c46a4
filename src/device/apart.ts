import { chosen } from '#device/choices.ts';
import type { Home } from '#device/home.ts';
import type { PersonId } from '#kernel/ids.ts';

/** Whom I have chosen not to meet. Nobody is told, and nothing of it leaves my devices but sealed in the vault. */
export function apartFrom({ preferences }: Home): readonly PersonId[] {
  // Only ids of people are ever chosen so.
  return chosen(preferences, 'apart') as readonly PersonId[];
}

export function isApart(home: Home, person: PersonId): boolean {
  return apartFrom(home).includes(person);
}
