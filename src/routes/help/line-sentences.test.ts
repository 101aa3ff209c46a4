import { beforeAll, describe, expect, test } from 'vitest';
import type { HelpLine } from '#domain/help/line.ts';
import { loadWords, type Words } from '#words/words.ts';
import type { Piece } from '#ui/piece.ts';
import { emergencyRow } from './emergency.ts';
import { lineCard } from './line-sentences.ts';

let words: Words<'helpLine'>;
beforeAll(async () => {
  words = await loadWords('en', 'helpLine');
});

const listening: HelpLine = {
  name: 'Night listening line',
  kind: 'listening-line',
  regions: ['Linden County'],
  ways: [
    { by: 'call', number: '00 11 22' },
    { by: 'text', number: '0033' },
    { by: 'site', address: 'https://example.org' },
  ],
  whoAnswers: 'volunteers',
  hours: { text: 'From ten to six', zone: 'Europe/Dublin' },
  languages: null,
  cost: 'Free.',
  ages: null,
  records: null,
  maySendWithoutYes: { answer: 'unknown' },
  checked: { on: '2030-11-14', by: 'Noor' },
};
const textOf = (lines: readonly (readonly Piece[])[]) =>
  lines.map((line) => line.map(({ text }) => text).join(' '));
const said = (change: Partial<HelpLine>, oldestFresh: string | null = null) =>
  lineCard({ ...listening, ...change }, words, oldestFresh);

test('a card says who answers, when and for how much, what it may do, and who asked', () => {
  expect(textOf(said({}).lines)).toEqual([
    'Listening line. Volunteers answer. From ten to six (by the clock of Europe/Dublin). Free.',
    'We do not know if it sends police or an ambulance without your yes.',
    'Checked on 14 Nov 2030 by Noor.',
  ]);
});

test('whether it may send somebody is said in each of the three answers', () => {
  const source = 'Noor asked.';
  const answers = [
    said({ maySendWithoutYes: { answer: 'yes', source } }),
    said({ maySendWithoutYes: { answer: 'no', source } }),
  ];
  expect(answers.map(({ lines }) => textOf(lines)[1])).toEqual([
    'May send police or an ambulance without your yes.',
    'Sends nobody without your yes.',
  ]);
  for (const { more } of answers) expect(textOf(more.lines).join(' ')).toContain(source);
});

test('on a page in another language what a host wrote says which language it is in, and what we say does not', async () => {
  const elsewhere = await loadWords('en-XB', 'helpLine');
  const card = lineCard({ ...listening, languages: 'English and Irish.' }, elsewhere, null);
  expect(card.lang).toBe('en');
  const marked = [...card.lines, ...card.more.lines].flat().filter(({ lang }) => lang === 'en');
  expect(marked.map(({ text }) => text)).toEqual(['From ten to six', 'Free.', 'English and Irish.']);
  expect(said({}).lang).toBeUndefined();
  expect(
    said({})
      .lines.flat()
      .filter(({ lang }) => lang !== undefined),
  ).toEqual([]);
});

test('what nobody knows is said as not known', () => {
  expect(textOf(said({}).more.lines)).toEqual([
    'Not known yet: languages, for what ages it is and what it keeps about you.',
  ]);
});

describe('a check', () => {
  test('that never was is said plainly', () => {
    expect(textOf(said({ checked: null }, '2030-01-01').lines)).toContain('Not checked yet.');
  });

  test('that is old makes the line step back and says so, once the day is known', () => {
    expect(said({}, '2030-11-15')).toMatchObject({ old: true });
    expect(textOf(said({}, '2030-11-15').lines).at(-1)).toMatch(/^Last checked on 14 Nov 2030/);
    expect(said({}, '2030-11-14')).toMatchObject({ old: false });
    expect(said({}, null)).toMatchObject({ old: false });
  });
});

test('ways lead to the telephone, to a message, or to another site', () => {
  expect(said({}).ways).toEqual([
    { href: 'tel:001122', label: 'Call 00\u00a011\u00a022', voice: true, outside: false },
    { href: 'sms:0033', label: 'Text 0033', voice: false, outside: false },
    { href: 'https://example.org', label: 'Go there', voice: false, outside: true },
  ]);
});

describe('the emergency row', () => {
  const emergency: HelpLine = {
    ...listening,
    kind: 'emergency',
    ways: [{ by: 'call', number: '000' }],
    checked: null,
  };
  const row = (region: string | null, lines = [listening, emergency]) =>
    emergencyRow(lines, words, { region, oldestFresh: null });

  test('says for which places a number is, while nobody has said where they are', () => {
    expect(row(null).line).toBe('For Linden County. Not checked yet.');
    expect(row(null).ways.map(({ href }) => href)).toEqual(['tel:000']);
  });

  test('offers no number where it knows none', () => {
    expect(row('Elsewhere')).toMatchObject({
      line: 'No number for Elsewhere is here yet. Ring the one you know.',
      ways: [],
    });
    expect(row(null, [])).toMatchObject({ line: 'No number is here yet. Ring the one you know.', ways: [] });
  });
});
