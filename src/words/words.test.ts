import { describe, expect, test } from 'vitest';
import { plural } from './en/plural.ts';
import { formatsFor } from './formats.ts';
import { chooseLocale, directionOf } from './locales.ts';
import { pseudo } from './pseudo.ts';
import { loadWords } from './words.ts';

describe('words', () => {
  test('a page gets the nouns it asked for and the formats of its locale', async () => {
    const words = await loadWords('en', 'frame');
    expect(Object.keys(words).toSorted()).toEqual(['formats', 'frame']);
    expect(words.formats.locale).toBe('en');
  });

  test('the first wish that can be met is the locale, and English where none can', () => {
    expect(chooseLocale([null, 'xx', 'en-AU', 'en-XA'])).toBe('en');
    expect(chooseLocale(['en-XA', 'en'])).toBe('en-XA');
    expect(chooseLocale(['xx'])).toBe('en');
  });

  test('the right-to-left locale runs right to left', () => {
    expect(directionOf('en-XB')).toBe('rtl');
    expect(directionOf('en')).toBe('ltr');
  });

  test('one is not many', () => {
    const people = (count: number) => plural(count, { one: '1 person', other: `${count} people` });
    expect([0, 1, 2].map(people)).toEqual(['0 people', '1 person', '2 people']);
  });

  test('dates, times and lists are written for the locale', () => {
    const formats = formatsFor('en', 'Europe/Dublin');
    const at = Date.UTC(2026, 10, 24, 19, 5);
    expect(formats.time(at)).toBe('19:05');
    expect(formats.shortDay(at)).toBe('24 Nov 2026');
    expect([999, 3_400_000, 2_000_000_000].map(formats.size)).toEqual(['999 byte', '3.4 MB', '2 GB']);
    expect(formats.daysFromNow(-1)).toBe('yesterday');
    expect(formats.list(['Ana', 'Bo', 'Cai'])).toBe('Ana, Bo and Cai');
  });
});

describe('a day', () => {
  const formats = formatsFor('en', 'Europe/Dublin');
  const now = Date.UTC(2026, 10, 24, 0, 30);

  test('is named as one says it near that day', () => {
    const day = 24 * 60 * 60 * 1000;
    expect([0, 1, 2, 6, 7].map((days) => formats.nearDay(now - days * day, now))).toEqual([
      'today',
      'yesterday',
      'Sunday',
      'Wednesday',
      '17 November',
    ]);
    expect(formats.nearDay(Date.UTC(2025, 10, 24), now)).toBe('24 Nov 2025');
  });

  test('ends at midnight and not a day later', () => {
    expect(formats.nearDay(now - 60 * 60 * 1000, now)).toBe('yesterday');
  });
});

describe('the stretched locale', () => {
  const messages = {
    plain: 'Nothing is ours yet',
    asks: (name: string) => `${name} asks to connect`,
    both: (people: { left: string; right: string }) => `${people.left} and ${people.right} agree`,
    steps: ['One', 'Two'],
    inner: { line: 'Later' },
  };
  const stretched = pseudo(messages);

  test('makes every sentence at least two fifths longer and puts brackets around it', () => {
    for (const [before, after] of [
      [messages.plain, stretched.plain],
      [messages.inner.line, stretched.inner.line],
      [messages.steps[1] ?? '', stretched.steps[1] ?? ''],
    ] as const) {
      expect(after).toMatch(/^\[.*\]$/u);
      expect(after.length).toBeGreaterThanOrEqual(before.length * 1.4);
    }
  });

  test('accents our words and leaves what people wrote alone', () => {
    expect(stretched.asks('Ana')).toMatch(/^\[Ana áškš tö/u);
    expect(stretched.both({ left: 'Ana', right: 'Bo' })).toContain('Ana áñd Bo');
    expect(stretched.both({ left: 'Bo', right: 'Ana' })).toContain('Bo áñd Ana');
  });
});
