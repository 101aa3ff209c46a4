import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import EmergencyRow from '#ui/EmergencyRow.svelte';
import LineCard from '#ui/LineCard.svelte';
import { loadWords } from '#words/words.ts';
import { keptForHelp } from './kept.ts';
import { helpLines } from './lines.ts';
import Near from './Near.svelte';
import Outside from './Outside.svelte';

const { help, helpLine, formats } = await loadWords('en', 'help', 'helpLine');
const ring = { href: 'tel:000', label: 'Call 000', voice: true, outside: false };

test('while nothing is kept on this device, one sentence says so and nothing can be pressed', () => {
  const { body } = render(Near, { props: { kept: keptForHelp(), words: help.near } });
  expect(body).toContain(help.near.later);
  expect(body).not.toMatch(/<(a|button)/);
});

test('what is kept on this device is a row each, and the sentence is gone', () => {
  const kept = { people: { line: 'Bo, Dee, my sister', href: '/help/people' }, hardTimes: null };
  const { body } = render(Near, { props: { kept, words: help.near } });
  expect(body).toContain('href="/help/people"');
  expect(body).toContain('Bo, Dee, my sister');
  expect(body).not.toContain(help.near.hardTimes);
  expect(body).not.toContain(help.near.later);
});

test('before any of our code has arrived every number is on the page, and no tick that would do nothing', () => {
  const { body } = render(Outside, {
    props: {
      lines: helpLines(),
      words: { helpLine, formats },
      region: null,
      kept: false,
      oldestFresh: null,
      onregion: () => {},
      onkeep: () => {},
    },
  });
  const shown = helpLines().filter(({ kind }) => kind !== 'emergency');
  for (const { name } of shown) expect(body).toContain(name);
  expect(body).toContain('href="tel:116123"');
  expect(body).toContain('href="sms:741741"');
  expect(body).not.toContain('type="checkbox"');
});

test('another site does not learn where it was opened from', () => {
  const way = { href: 'https://example.org', label: 'Go there', voice: false, outside: true };
  const { body } = render(LineCard, { props: { name: 'A list', lines: [], ways: [way] } });
  expect(body).toContain('rel="noopener noreferrer"');
  expect(body).toContain('referrerpolicy="no-referrer"');
});

test('one emergency number is the dark button, and of several none is', () => {
  const row = { title: helpLine.emergency.title, line: '' };
  const one = render(EmergencyRow, { props: { ...row, ways: [ring] } }).body;
  expect(one.match(/class="press dark/g)).toHaveLength(1);
  const other = { ...ring, href: 'tel:001', label: 'Call 001' };
  const two = render(EmergencyRow, { props: { ...row, ways: [ring, other] } }).body;
  expect(two).not.toContain('dark');
});
