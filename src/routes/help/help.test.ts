import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import type { Kept } from '#domain/help/kept.ts';
import EmergencyRow from '#ui/EmergencyRow.svelte';
import LineCard from '#ui/LineCard.svelte';
import { loadWords } from '#words/words.ts';
import { helpLines } from './lines.ts';
import Near from './Near.svelte';
import Outside from './Outside.svelte';

const { help, helpLine, formats } = await loadWords('en', 'help', 'helpLine');
const ring = { href: 'tel:000', label: 'Call 000', voice: true, outside: false };

const near = (kept: Kept | null | undefined, mayWrite: boolean) =>
  render(Near, { props: { kept, words: { help, formats }, mayWrite } }).body;
const bo = { name: 'Bo', way: 'after six' };

test.each([[undefined], [null]])(
  'with %o kept, signed out, one sentence says so and nothing can be pressed',
  (kept) => {
    expect(near(kept, false)).toContain(help.near.later);
    expect(near(kept, false)).not.toMatch(/<(a|button)/);
  },
);

test('whoever is signed in can begin from here, or change what is kept', () => {
  expect(near(null, true)).toContain(help.near.write);
  expect(near(null, true)).not.toContain(help.near.later);
  expect(near({ people: [bo], hardTimes: '' }, true)).toContain(help.near.change);
});

test('what is kept on this device is a row each, and only what is kept', () => {
  const people = near({ people: [bo, { name: '', way: 'the house across' }], hardTimes: '' }, false);
  expect(people).toContain('href="/help/people"');
  expect(people).toContain('Bo and the house across');
  expect(people).not.toContain(help.near.hardTimes);
  expect(people).not.toContain(help.near.later);
  const lines = near({ people: [], hardTimes: 'It has passed before.' }, false);
  expect(lines).toContain('href="/help/lines"');
  expect(lines).not.toContain(help.near.people);
});

test('the help page itself shows none of the lines, for whoever looks over a shoulder', () => {
  expect(near({ people: [], hardTimes: 'It has passed before.' }, true)).not.toContain('passed');
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
