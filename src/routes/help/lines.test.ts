import { expect, test } from 'vitest';
import { readHelpLine } from '#domain/help/line.ts';
import { emergencyIn, regionsOf } from '#domain/help/near-and-far.ts';
import { sourcesIn } from '#tests/sources.ts';
import { messagesOf } from '#tests/words/messages.ts';
import { readAll } from './content.ts';
import { helpLines } from './lines.ts';

test('every line that comes along can be read, and none of them counts as checked', () => {
  const lines = helpLines();
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter(({ checked }) => checked !== null)).toEqual([]);
});

test('no two lines share a name', () => {
  const names = helpLines().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('there is an emergency number, and somebody to find for those whose place is not listed', () => {
  const lines = helpLines();
  expect(emergencyIn(lines, null)).not.toEqual([]);
  expect(lines.some(({ regions }) => regions === 'anywhere')).toBe(true);
  expect(regionsOf(lines)).toContain('Ireland');
});

test('every clock that a line goes by is one that there is', () => {
  const zones = helpLines().flatMap(({ hours }) =>
    hours === null || hours === 'always' ? [] : [hours.zone],
  );
  expect(zones.filter((zone) => !Intl.supportedValuesOf('timeZone').includes(zone))).toEqual([]);
});

test('a slip in a file stops the build with the name of the file', () => {
  const files = { '/content/en/help-lines/night.json': { name: 'Night line' } };
  expect(() => readAll(files, readHelpLine)).toThrow(
    /^\/content\/en\/help-lines\/night\.json cannot be used\. kind:/,
  );
});

test('a number to ring stands in the files of lines and nowhere else', () => {
  const copy = [
    ...sourcesIn(['src/words/en'], /help[^/]*\.ts$/),
    ...sourcesIn(['content/en/pages'], /\.json$/),
  ].flatMap(messagesOf);
  expect(copy.length).toBeGreaterThan(100);
  expect(copy.filter((sentence) => /\d/.test(sentence))).toEqual([]);
  const dialled = sourcesIn(['src'], /\.(svelte|ts)$/).filter(
    ({ file, text }) => !file.endsWith('.test.ts') && /(tel|sms):\+?\d/.test(text),
  );
  expect(dialled.map(({ file }) => file)).toEqual([]);
});
