import { chosen, choose, throwUpTo } from '#device/choices.ts';
import type { Home } from '#device/home.ts';
import { fetchLetters, newestLetter } from '#device/knock/letters.ts';
import type { PersonId } from '#kernel/ids.ts';

/** Whom I have chosen not to meet. Nobody is told, and nothing of it leaves my devices but sealed in the vault. */
export function apartFrom({ preferences }: Home): readonly PersonId[] {
  // Only ids of people are ever chosen so.
  return chosen(preferences, 'apart') as readonly PersonId[];
}

export function isApart(home: Home, person: PersonId): boolean {
  return apartFrom(home).includes(person);
}

/**
 * Chooses not to meet somebody, or to meet them again. What they asked meanwhile was thrown away and stays so, also on
 * a device of mine that comes to those letters later.
 */
export async function keepApart(
  home: Home,
  { person, apart }: { readonly person: PersonId; readonly apart: boolean },
): Promise<void> {
  if (person === home.me.person || isApart(home, person) === apart) return;
  if (!apart) {
    await fetchLetters(home);
    await throwUpTo(home.preferences, person, newestLetter(home));
  }
  await choose(home.preferences, 'apart', { of: person, wanted: apart });
  home.changedAtHome();
}
