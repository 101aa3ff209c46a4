import type { HelpLine, LineKind } from './line.ts';

// Somebody who has been there comes before somebody who may send a car.
const order: readonly LineKind[] = [
  'peer-warm-line',
  'listening-line',
  'domestic-abuse',
  'youth',
  'other',
  'crisis-line',
  'directory',
];

/** Every place that some line names, once each. */
export function regionsOf(lines: readonly HelpLine[]): readonly string[] {
  return [...new Set(lines.flatMap(({ regions }) => (regions === 'anywhere' ? [] : regions)))];
}

/** Those who answer in this place, warm lines first. The emergency number stands apart, at the foot. */
export function linesIn(lines: readonly HelpLine[], region: string): readonly HelpLine[] {
  return warmFirst(lines.filter(({ regions }) => regions !== 'anywhere' && regions.includes(region)));
}

/** Those who answer wherever somebody is. */
export function linesAnywhere(lines: readonly HelpLine[]): readonly HelpLine[] {
  return warmFirst(lines.filter(({ regions }) => regions === 'anywhere'));
}

/** The emergency numbers of this place; of every place, while nobody has said where they are. */
export function emergencyIn(lines: readonly HelpLine[], region: string | null): readonly HelpLine[] {
  return lines.filter(
    ({ kind, regions }) =>
      kind === 'emergency' && (region === null || regions === 'anywhere' || regions.includes(region)),
  );
}

function warmFirst(lines: readonly HelpLine[]): readonly HelpLine[] {
  return lines
    .filter(({ kind }) => kind !== 'emergency')
    .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}
