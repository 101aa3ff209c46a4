import { describe, expect, test } from 'vitest';
import { readHelpPage } from '#domain/help/page.ts';
import { gradeOf, wordsIn } from '#tests/words/grade.ts';
import { readAll } from './content.ts';
import { helpPages } from './pages.ts';

const pages = [...helpPages()].map(([name, page]) => ({
  name,
  page,
  text: [
    page.title,
    page.lead,
    ...page.parts.flatMap(({ title, says }) => [title, ...says]),
    ...page.starters.flatMap(({ title, lines }) => [title, ...lines]),
  ],
  easy: [page.easy.lead, ...page.easy.parts.flatMap(({ title, says }) => [title, ...says])],
}));

test('there is a page for talk of dying and one for talk of hurting oneself', () => {
  expect(pages.map(({ page }) => page.title)).toEqual([
    'When somebody talks of dying',
    'When somebody talks of hurting themselves',
  ]);
});

describe.each(pages)('$page.title', ({ name, page, text, easy }) => {
  const everything = [...text, ...easy].join('\n');

  test('can be read after six years of school', () => {
    expect(gradeOf(text)).toBeLessThanOrEqual(6);
  });

  test('has a twin with one short thought on a line', () => {
    expect(gradeOf(easy)).toBeLessThanOrEqual(3);
    const lines = page.easy.parts.flatMap(({ says }) => says);
    expect(lines.filter((line) => wordsIn(line).length > 10)).toEqual([]);
    expect(lines.filter((line) => /[.?] ./.test(line))).toEqual([]);
  });

  test('orders nobody about and promises nothing', () => {
    expect(everything).not.toMatch(
      /\b(must|should|ought|always works|keeps? you safe|will be (fine|safe|all right)|we promise)\b/i,
    );
  });

  test('names no means, dose, place or trace, and nothing to do instead', () => {
    expect(everything).not.toMatch(
      /\b(pills?|tablets?|overdos\w*|doses?|medic\w+|ropes?|hang\w*|bridges?|jump\w*|trains?|guns?|blades?|razors?|kni(fe|ves)|cut\w*|burn\w*|blood|bleed\w*|wounds?|scars?|stitch\w*|bandag\w*|hid(e|ing)|sleeves?|ice|elastic|rubber bands?|red pens?)\b/i,
    );
  });

  test('has words to begin with for whoever hears it and for whoever says it', () => {
    expect(page.starters.map(({ title }) => title)).toEqual(['If you hear it', 'If you say it']);
  });

  test('has an address that tells a glance at the history nothing', () => {
    expect(name).not.toMatch(/dy|dea(d|th)|suicid|hurt|harm|injur|kill|crisis|risk/);
  });
});

test('a page without its twin stops the build with the name of the file', () => {
  const [first] = pages;
  const files = { '/content/en/pages/half.json': { ...first?.page, easy: undefined } };
  expect(() => readAll(files, readHelpPage)).toThrow(
    /^\/content\/en\/pages\/half\.json cannot be used\. easy: /,
  );
});
