import type { HelpLine } from './line.ts';

/** How long a check of a line is worth something. Numbers and hours change without telling anybody. */
export const freshForDays = 90;

export type Freshness = 'never' | 'fresh' | 'old';

/** @param oldestFresh the day `freshForDays` ago, as 2030-01-31. */
export function freshness({ checked }: Pick<HelpLine, 'checked'>, oldestFresh: string): Freshness {
  if (checked === null) return 'never';
  return checked.on < oldestFresh ? 'old' : 'fresh';
}
