import { readFileSync, readdirSync } from 'node:fs';
import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Button from '#ui/Button.svelte';
import Clause from '#ui/Clause.svelte';
import Field from '#ui/Field.svelte';
import Held from '#ui/Held.svelte';
import Prose from '#ui/Prose.svelte';
import Turn from '#ui/Turn.svelte';
import WordsGrid from '#ui/WordsGrid.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const ana = { side: 'start', name: 'Ana', time: '22:06', isoTime: '2030-01-01T22:06' } as const;

test('what is closed or withdrawn is not on the page, not even unseen', () => {
  const text = 'A night I did not sleep';
  const closed = { line: 'Closed by Ana', open: 'Open', onopen: () => {} };
  expect(render(Turn, { props: { ...ana, text, closed } }).body).not.toContain(text);
  expect(render(Turn, { props: { ...ana, text, withdrawn: 'Ana withdrew a word' } }).body).not.toContain(
    text,
  );
});

test('what has not left yet has a dotted arc and a sentence', () => {
  const { body } = render(Turn, { props: { ...ana, text: 'Still here', pending: 'Waiting here' } });
  expect(body).toContain('arc start dotted');
  expect(body).toContain('Waiting here');
});

test('arcs say nothing to a screen reader; the state sentence does', () => {
  const { body } = render(Clause, {
    props: {
      state: 'Waiting for Bo',
      text: 'We ring first.',
      answers: [
        { name: 'Ana', line: 'offers this', arc: 'whole' },
        { name: 'Bo', line: 'has not answered', arc: 'dotted' },
      ],
    },
  });
  for (const arc of body.match(/<span class="arc [^>]*>/g) ?? []) expect(arc).toContain('aria-hidden="true"');
  expect(body).toMatch(/<h2[^>]*>Waiting for Bo<\/h2>/);
});

test('an arc that holds nothing draws nothing', () => {
  const { body } = render(Held, { props: { start: 'absent', end: 'absent', children: words('Ours') } });
  expect(body).not.toContain('<svg');
});

test('a link in what somebody wrote tells nobody where it was clicked', () => {
  const { body } = render(Prose, { props: { text: 'See https://example.org/tea' } });
  expect(body).toContain('rel="noopener noreferrer nofollow"');
  expect(body).toContain('referrerpolicy="no-referrer"');
});

test('markup that somebody wrote stays words', () => {
  expect(render(Prose, { props: { text: '<img src=x onerror=alert(1)>' } }).body).not.toContain('<img');
});

test('a button that cannot act can still be reached, and says why', () => {
  const { body } = render(Button, { props: { why: 'Write a word first.', children: words('Send') } });
  expect(body).not.toMatch(/\sdisabled/);
  const id = /aria-describedby="([^"]+)"/.exec(body)?.[1];
  expect(body).toContain(`id="${id}">Write a word first.`);
});

test('an error is a sentence tied to its field', () => {
  const { body } = render(Field, { props: { label: 'Name', value: '', error: 'Write a name.' } });
  const id = /aria-describedby="([^"]+)"/.exec(body)?.[1];
  expect(body).toContain('aria-invalid="true"');
  expect(body).toContain(`id="${id}">Write a name.`);
});

test('drawn words are a numbered list that no translator touches', () => {
  const { body } = render(WordsGrid, { props: { label: 'Your kit', words: ['kettle', 'lantern'] } });
  expect(body).toMatch(/<ol aria-label="Your kit"/);
  expect(body.match(/translate="no"/g)).toHaveLength(2);
});

const furniture = readdirSync(import.meta.dirname).filter((file) => /\.(svelte|css)$/.test(file));
const sides =
  /(^|[\s;{])(margin|padding|border|inset)?-?(left|right|top|bottom)\s*:|text-align:\s*(left|right)/m;

test.each(furniture)('%s turns with the direction of the language', (file) => {
  const source = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
  expect(source.split('<style>').at(-1)).not.toMatch(sides);
});

test.each(furniture)('%s carries no style in its markup, which the content policy would refuse', (file) => {
  expect(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).not.toMatch(/<[^>]*\sstyle[=:]/);
});
