import { expect, test } from 'vitest';
import type { HelpLine } from './line.ts';
import { emergencyIn, linesAnywhere, linesIn, regionsOf } from './near-and-far.ts';

const line = (name: string, kind: HelpLine['kind'], regions: HelpLine['regions']): HelpLine => ({
  name,
  kind,
  regions,
  ways: [{ by: 'call', number: '000' }],
  whoAnswers: null,
  hours: null,
  languages: null,
  cost: null,
  ages: null,
  records: null,
  maySendWithoutYes: { answer: 'unknown' },
  checked: null,
});

const lines = [
  line('Crisis', 'crisis-line', ['Here']),
  line('Warm', 'peer-warm-line', ['Here', 'There']),
  line('Ambulance', 'emergency', ['Here']),
  line('Listening', 'listening-line', ['Here']),
  line('List', 'directory', 'anywhere'),
];
const names = (some: readonly HelpLine[]) => some.map(({ name }) => name);

test('somebody who has been there comes first, and the emergency number stands apart', () => {
  expect(names(linesIn(lines, 'Here'))).toEqual(['Warm', 'Listening', 'Crisis']);
  expect(names(linesIn(lines, 'There'))).toEqual(['Warm']);
});

test('each place is named once, and what answers anywhere is no place', () => {
  expect(regionsOf(lines)).toEqual(['Here', 'There']);
  expect(names(linesAnywhere(lines))).toEqual(['List']);
});

test('a place has its own emergency number and nobody else’s', () => {
  expect(names(emergencyIn(lines, 'Here'))).toEqual(['Ambulance']);
  expect(emergencyIn(lines, 'There')).toEqual([]);
});

test('while nobody has said where they are, every emergency number is shown', () => {
  expect(names(emergencyIn(lines, null))).toEqual(['Ambulance']);
});
