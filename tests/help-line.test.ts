import { describe, expect, test } from 'vitest';
import { readHelpLine } from '#domain/help/line.ts';
import { helpLineToText } from '#protocol/help-line.ts';
import { warmLine } from '#tests/cast.ts';

/** A line is written for the wire and read for the page by two storeys that do not know each other. */
const isOnTheWire = (line: unknown) => helpLineToText(line) !== null;
const isOnThePage = (line: unknown) => readHelpLine(line).ok;

test('what is taken in is what is shown, to the letter', () => {
  const text = helpLineToText({ ...warmLine, name: ' Evening warm line ' });
  expect(readHelpLine(JSON.parse(text ?? ''))).toEqual({ ok: true, value: warmLine });
});

describe('both storeys say the same of', () => {
  const long = (letters: number) => 'x'.repeat(letters);
  const changes: readonly object[] = [
    {},
    { name: '' },
    ...edges('name', 80),
    ...['peer-warm-line', 'listening-line', 'domestic-abuse', 'youth', 'other'].map((kind) => ({ kind })),
    ...['crisis-line', 'directory', 'emergency', 'hotline'].map((kind) => ({ kind })),
    ...['anywhere', 'here', [], ['Here'], [''], [long(80)], [long(81)], [7]].map((regions) => ({ regions })),
    { ways: [] },
    ...['call', 'text', 'relay', 'fax'].map((by) => ({ ways: [{ by, number: '112' }] })),
    ...['1', '11', '+1 1', '1 ', ' 1', '12-3', long(20), '1'.repeat(20), '1'.repeat(21)].map((number) => ({
      ways: [{ by: 'call', number }],
    })),
    ...['https://x.org', 'http://x.org', 'https://', 'https://x y'].map((address) => ({
      ways: [{ by: 'site', address }],
    })),
    { ways: [{ by: 'site', number: '112' }] },
    { ways: [{ by: 'call', number: '112', extra: '1' }] },
    ...[null, 'peers', 'volunteers', 'professionals', 'both', 'robots'].map((whoAnswers) => ({ whoAnswers })),
    ...[null, 'always', 'never', { text: 'Nine', zone: 'Europe/Dublin' }, { text: 'Nine' }].map((hours) => ({
      hours,
    })),
    { hours: { text: long(121), zone: 'Europe/Dublin' } },
    { hours: { text: 'Nine', zone: long(61) } },
    ...edges('languages', 200),
    ...edges('cost', 120),
    ...edges('ages', 120),
    ...edges('records', 300),
    ...[null, { answer: 'unknown' }, { answer: 'unknown', source: 'x' }, { answer: 'maybe' }].map(
      (maySendWithoutYes) => ({ maySendWithoutYes }),
    ),
    ...['', 'Asked.', long(300), long(301)].flatMap((source) => [
      { maySendWithoutYes: { answer: 'yes', source } },
      { maySendWithoutYes: { answer: 'no', source } },
    ]),
    ...[null, { on: '2030-01-31', by: '' }, { on: '2030-01-31' }, { by: 'Noor' }].map((checked) => ({
      checked,
    })),
    ...['2030-01-31', '31 January', '2030-1-1'].map((on) => ({ checked: { on, by: 'Noor' } })),
    { checked: { on: '2030-01-31', by: long(81) } },
    { anything: 'else' },
  ];

  function edges(part: string, most: number): readonly object[] {
    return [null, '', ' ', 'x'.repeat(most), 'x'.repeat(most + 1)].map((text) => ({ [part]: text }));
  }

  test.each(changes.map((change) => [JSON.stringify(change).slice(0, 60), change] as const))(
    '%s',
    (_, change) => {
      const line = { ...warmLine, ...change };
      expect(isOnTheWire(line)).toBe(isOnThePage(line));
    },
  );

  test.each(Object.keys(warmLine))('a line without its %s', (part) => {
    const line = Object.fromEntries(Object.entries(warmLine).filter(([name]) => name !== part));
    expect([isOnTheWire(line), isOnThePage(line)]).toEqual([false, false]);
  });
});
