import { choicesPreference, joinedCounts } from '#device/choice-counts.ts';
import type { Preference } from '#device/records.ts';
import type { Safe } from '#device/safe.ts';

/** A person's own choices, by name. They travel in the vault to their other devices, except those that begin with `here `. */
export interface Preferences {
  get(name: string): Preference | undefined;
  names(prefix: string): readonly string[];
  set(name: string, value: Preference | undefined): Promise<void>;
  /** Takes over what another device of mine chose. */
  takeOver(others: Readonly<Record<string, Preference>>): Promise<void>;
  travelling(): Readonly<Record<string, Preference>>;
}

export const onlyHere = 'here ';

export async function loadPreferences(safe: Safe): Promise<Preferences> {
  const kept = await safe.list('preferences');
  const chosen = new Map<string, Preference>(kept.map(({ key, value }) => [key, value.value]));

  return {
    get: (name) => chosen.get(name),
    names: (prefix) => [...chosen.keys()].filter((name) => name.startsWith(prefix)),
    async set(name, value) {
      if (value === undefined) chosen.delete(name);
      else chosen.set(name, value);
      await safe.write([
        { table: 'preferences', key: name, ...(value !== undefined && { value: { value } }) },
      ]);
    },
    async takeOver(others) {
      const news = Object.entries(others)
        .map(([name, value]) => [name, joined(name, value, chosen.get(name))] as const)
        .filter(([name, value]) => isNewer(value, chosen.get(name)));
      for (const [name, value] of news) chosen.set(name, value);
      await safe.write(news.map(([name, value]) => ({ table: 'preferences', key: name, value: { value } })));
    },
    travelling: () => Object.fromEntries([...chosen].filter(([name]) => !name.startsWith(onlyHere))),
  };
}

/** Places only move forward: what one device of mine has seen, I have seen. */
function isNewer(value: Preference, known: Preference | undefined): boolean {
  return typeof value !== 'number' || typeof known !== 'number' || value > known;
}

/** What was chosen on either device stays chosen. */
function joined(name: string, value: Preference, known: Preference | undefined): Preference {
  const isBoth = name === choicesPreference && typeof value === 'string' && typeof known === 'string';
  return isBoth ? joinedCounts(known, value) : value;
}
