import { choicesPreference, readCounts, writeCounts, type ChoiceCounts } from '#device/choice-counts.ts';
import type { Preferences } from '#device/preferences.ts';

/** `apart`: whom I have chosen not to meet. `word`: what I would rather not read unasked. */
type ChoiceKind = 'apart' | 'word';

/** Of whom or of what this was chosen, oldest first. */
export function chosen(preferences: Preferences, kind: ChoiceKind): readonly string[] {
  const begins = `${kind} `;
  return Object.entries(countsOf(preferences)).flatMap(([name, count]) =>
    name.startsWith(begins) && isYes(count) ? [name.slice(begins.length)] : [],
  );
}

export async function choose(
  preferences: Preferences,
  kind: ChoiceKind,
  { of, wanted }: { readonly of: string; readonly wanted: boolean },
): Promise<void> {
  const counts = countsOf(preferences);
  const name = `${kind} ${of}`;
  const count = counts[name] ?? 0;
  if (isYes(count) === wanted) return;
  await preferences.set(choicesPreference, writeCounts({ ...counts, [name]: count + 1 }));
}

/** A choice counts its turns: odd is yes. */
function isYes(count: number): boolean {
  return count % 2 === 1;
}

/** Views ask at each turn that they show, and the text stays the same until something is chosen. */
let last: { readonly written: string; readonly counts: ChoiceCounts } = { written: '', counts: {} };

function countsOf(preferences: Preferences): ChoiceCounts {
  const written = preferences.get(choicesPreference);
  if (typeof written !== 'string') return {};
  if (last.written !== written) last = { written, counts: readCounts(written) };
  return last.counts;
}
