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
  if (isYes(count) !== wanted) await keep(preferences, { ...counts, [name]: count + 1 });
}

/** The newest letter of somebody that was thrown away unread, on whichever of my devices; 0 where none was. */
export function thrownUpTo(preferences: Preferences, from: string): number {
  return countsOf(preferences)[`thrown ${from}`] ?? 0;
}

export async function throwUpTo(preferences: Preferences, from: string, letter: number): Promise<void> {
  if (letter <= thrownUpTo(preferences, from)) return;
  await keep(preferences, { ...countsOf(preferences), [`thrown ${from}`]: letter });
}

/** A choice counts its turns: odd is yes. */
function isYes(count: number): boolean {
  return count % 2 === 1;
}

function keep(preferences: Preferences, counts: ChoiceCounts): Promise<void> {
  return preferences.set(choicesPreference, writeCounts(counts));
}

/** Views ask at each turn that they show, and the text stays the same until something is chosen. */
let last: { readonly written: string; readonly counts: ChoiceCounts } = { written: '', counts: {} };

function countsOf(preferences: Preferences): ChoiceCounts {
  const written = preferences.get(choicesPreference);
  if (typeof written !== 'string') return {};
  if (last.written !== written) last = { written, counts: readCounts(written) };
  return last.counts;
}
