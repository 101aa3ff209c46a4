import type { HelpLine } from '#domain/help/line.ts';
import { emergencyIn } from '#domain/help/near-and-far.ts';
import type { Words } from '#words/words.ts';
import { checkSentence, wayTo } from './line-sentences.ts';

/** The row at the foot: the numbers for where somebody is, or for everywhere while they have not said. */
export function emergencyRow(
  lines: readonly HelpLine[],
  words: Words<'helpLine'>,
  { region, oldestFresh }: { readonly region: string | null; readonly oldestFresh: string | null },
) {
  const { emergency } = words.helpLine;
  const found = emergencyIn(lines, region);
  return {
    title: emergency.title,
    line: line(),
    ways: found.flatMap(({ ways }) => ways.map((way) => wayTo(way, words))),
  };

  function line(): string {
    if (found.length === 0) return region === null ? emergency.missingAnywhere : emergency.missing(region);
    const checks = [...new Set(found.map((one) => checkSentence(one, words, oldestFresh)))];
    const places = found.flatMap(({ regions }) => (regions === 'anywhere' ? [] : regions));
    const where = region === null && places.length > 0 ? [emergency.places(words.formats.list(places))] : [];
    return [...where, ...checks].join(' ');
  }
}
