/**
 * How my private choices are written down: by name, with a count each. All counts only grow, so two devices that come
 * together keep the higher one, and neither takes back unknowingly what was chosen on the other.
 */
export type ChoiceCounts = Readonly<Record<string, number>>;

/** All of them lie in one preference, so that no name of a record tells anything to whoever looks at a locked device. */
export const choicesPreference = 'choices';

export function writeCounts(counts: ChoiceCounts): string {
  return JSON.stringify(counts);
}

export function readCounts(written: string): ChoiceCounts {
  // Nobody writes it but my own devices, by the function above.
  return JSON.parse(written) as ChoiceCounts;
}

/** What is chosen where two devices come together. */
export function joinedCounts(one: string, other: string): string {
  const counts: Record<string, number> = { ...readCounts(one) };
  for (const [name, count] of Object.entries(readCounts(other))) {
    counts[name] = Math.max(count, counts[name] ?? 0);
  }
  return writeCounts(counts);
}

/** Whether something was chosen in the one that the other does not know of. */
export function isAhead(one: string, other: string): boolean {
  const known = readCounts(other);
  return Object.entries(readCounts(one)).some(([name, count]) => count > (known[name] ?? 0));
}
