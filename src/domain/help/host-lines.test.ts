import { describe, expect, test } from 'vitest';
import { warmLine } from '#tests/cast.ts';
import { keepsCheck, listLines, readHostLines, shownLines } from './host-lines.ts';
import { readHelpLine, type HelpLine } from './line.ts';

function line(change: object = {}): HelpLine {
  const read = readHelpLine({ ...warmLine, ...change });
  if (!read.ok) throw new Error(read.refusal.detail ?? read.refusal.code);
  return read.value;
}

const [near, far] = [line({ name: 'Near' }), line({ name: 'Far' })];
const came = new Map([
  ['near', near],
  ['far', far],
]);
const seen = (said: unknown) => shownLines(listLines(came, readHostLines(said))).map(({ name }) => name);

describe('what a person sees', () => {
  test('is what came along, while the host has said nothing', () => {
    expect(seen(undefined)).toEqual(['Near', 'Far']);
    expect(seen([])).toEqual(['Near', 'Far']);
  });

  test('is the host’s line in the place of the one that came along', () => {
    expect(seen([{ name: 'near', hidden: false, line: line({ name: 'Nearer' }) }])).toEqual([
      'Nearer',
      'Far',
    ]);
  });

  test('is nothing of a line that the host hid, whoever wrote it', () => {
    expect(seen([{ name: 'near', hidden: true }])).toEqual(['Far']);
    expect(seen([{ name: 'near', hidden: true, line: near }])).toEqual(['Far']);
    expect(seen([{ name: 'own-1', hidden: true, line: near }])).toEqual(['Near', 'Far']);
  });

  test('is a line of the host’s own, after those that came along', () => {
    expect(seen([{ name: 'own-1', hidden: false, line: line({ name: 'Ours' }) }])).toEqual([
      'Near',
      'Far',
      'Ours',
    ]);
  });

  test('is what came along, where this page cannot read what the host wrote', () => {
    expect(seen([{ name: 'near', hidden: false, line: { ...near, kind: 'of a later year' } }])).toEqual([
      'Near',
      'Far',
    ]);
    expect(seen([{ name: 'own-1', hidden: false, line: 7 }, 'rubbish', null])).toEqual(['Near', 'Far']);
    expect(seen('rubbish')).toEqual(['Near', 'Far']);
  });
});

test('the host sees hidden lines too, and what each came along as', () => {
  const said = [
    { name: 'near', hidden: true, line: far },
    { name: 'own-1', hidden: false, line: near },
  ];
  expect(listLines(came, readHostLines(said))).toEqual([
    { name: 'near', came: near, written: far, hidden: true },
    { name: 'far', came: far, written: null, hidden: false },
    { name: 'own-1', came: null, written: near, hidden: false },
  ]);
});

test('a check holds for the words that were checked and for no others', () => {
  expect(keepsCheck(line({ checked: null }), near)).toBe(false);
  expect(keepsCheck({ ...near, checked: null }, near)).toBe(true);
  expect(keepsCheck({ ...near, ways: [{ by: 'call', number: '11' }] }, near)).toBe(false);
});
