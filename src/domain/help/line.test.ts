import { describe, expect, test } from 'vitest';
import { warmLine } from '#tests/cast.ts';
import { readHelpLine } from './line.ts';

const whatIsWrong = (change: object): string => {
  const read = readHelpLine({ ...warmLine, ...change });
  return read.ok ? 'nothing' : (read.refusal.detail ?? '');
};

test('a line that says all of it is read as it was written', () => {
  expect(readHelpLine(warmLine)).toEqual({ ok: true, value: warmLine });
});

describe('a slip is named by its place', () => {
  test.each([
    [
      'a number that cannot be rung',
      { ways: [{ by: 'call', number: '555-HELP' }] },
      /^ways\.0\.number: write/,
    ],
    [
      'an address that is not sealed',
      { ways: [{ by: 'site', address: 'http://x.org' }] },
      /^ways\.0\.address/,
    ],
    ['no way to reach it', { ways: [] }, /^ways: say how/],
    ['no place', { regions: [] }, /^regions: name at least one/],
    ['a kind nobody knows', { kind: 'hotline' }, /^kind: .*"hotline"/],
    ['a day that is no day', { checked: { on: '14 November', by: 'Noor' } }, /^checked\.on: write the day/],
    ['a check by nobody', { checked: { on: '2030-11-14', by: ' ' } }, /^checked\.by: say something/],
    ['a word too many', { staffed: true }, /^staffed: /],
  ])('%s', (_, change, wrong) => {
    expect(whatIsWrong(change)).toMatch(wrong);
  });

  test('a gap that was left out rather than written as not known', () => {
    const { ages, ...forgotten } = warmLine;
    expect(ages).toBeNull();
    const read = readHelpLine(forgotten);
    expect(read.ok ? '' : read.refusal.detail).toMatch(/^ages: /);
  });
});

test('a number of two digits is one that can be rung', () => {
  expect(whatIsWrong({ ways: [{ by: 'call', number: '15' }] })).toBe('nothing');
});

test('a yes or a no about sending somebody comes with where it is known from', () => {
  expect(whatIsWrong({ maySendWithoutYes: { answer: 'yes' } })).toMatch(/^maySendWithoutYes\.source: /);
  expect(whatIsWrong({ maySendWithoutYes: { answer: 'no', source: '' } })).toMatch(/source: say something/);
  expect(whatIsWrong({ maySendWithoutYes: { answer: 'unknown' } })).toBe('nothing');
});
