import { describe, expect, test } from 'vitest';
import { readHelpLine, type HelpLine } from '#domain/help/line.ts';
import { helpLines } from '#routes/help/lines.ts';
import { warmLine } from '#tests/cast.ts';
import { dayOf, formOf, lineIn, slipFields, type LineForm } from './line-form.ts';

function line(change: object = {}): HelpLine {
  const read = readHelpLine({ ...warmLine, ...change });
  if (!read.ok) throw new Error(read.refusal.detail ?? read.refusal.code);
  return read.value;
}

const zone = 'Europe/Dublin';
const today = { on: '2031-02-03', by: 'Noor' };

test('a line that was opened and left as it is stays the same line, check and all', () => {
  const full = line({
    regions: ['Linden County', 'The Hills'],
    ways: [
      { by: 'call', number: '11' },
      { by: 'call', number: '12' },
      { by: 'text', number: '13' },
      { by: 'relay', number: '14' },
      { by: 'site', address: 'https://example.org' },
    ],
    languages: 'English and Irish.',
    ages: 'From 16 on.',
    records: 'Nothing.',
  });
  for (const one of [...helpLines(), line(), full, line({ hours: 'always', regions: 'anywhere' })]) {
    expect(lineIn(formOf(one, zone), one, null)).toEqual(one);
  }
});

test('a former check does not hold for other words, and one of today does', () => {
  const before = line();
  const other = { ...formOf(before, zone), call: '00 11 22' };
  expect(lineIn(other, before, null)).toMatchObject({ checked: null });
  expect(lineIn(other, before, today)).toMatchObject({ checked: today });
  expect(lineIn(formOf(before, zone), before, today)).toMatchObject({ checked: today });
});

describe('what keeps it from being a line is said at its field', () => {
  const slips = (change: Partial<LineForm>, check = today) => [
    ...slipFields({ ...formOf(line(), zone), ...change }, check),
  ];
  test.each<[Partial<LineForm>, readonly string[]]>([
    [{}, []],
    [{ name: ' ' }, ['name']],
    [{ kind: '' }, ['kind']],
    [{ places: '\n' }, ['places']],
    [{ places: '', anywhere: true }, []],
    [{ call: '' }, ['ways']],
    [{ call: '555-HELP' }, ['call']],
    [{ call: '11\n22\nthree' }, ['call']],
    [{ text: 'x' }, ['text']],
    [{ site: 'http://example.org' }, ['site']],
    [{ open: 'hours', hours: '' }, ['hours']],
    [{ open: 'hours', hours: 'Nine to five', zone: 'Dublin time' }, ['zone']],
    [{ open: 'always', hours: '', zone: '' }, []],
    [{ maySend: 'yes', source: '' }, ['source']],
    [{ maySend: 'unknown', source: '' }, []],
    [{ cost: 'x'.repeat(121) }, ['cost']],
  ])('%o', (change, fields) => {
    expect(slips(change)).toEqual(fields);
    expect(lineIn({ ...formOf(line(), zone), ...change }, null, today) === null).toBe(fields.length > 0);
  });

  test('a check says by whom', () => {
    expect(slips({}, { ...today, by: ' ' })).toEqual(['by']);
  });

  test('an empty form asks for what a line cannot do without', () => {
    expect([...slipFields(formOf(null, zone), null)]).toEqual(['name', 'kind', 'places', 'ways']);
  });
});

test('a day is the day of whoever checks', () => {
  expect(dayOf(new Date(2031, 1, 3, 23, 59))).toBe('2031-02-03');
});
