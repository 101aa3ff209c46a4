import { readFileSync, readdirSync } from 'node:fs';
import type { ComponentProps } from 'svelte';
import { parse, type AST } from 'svelte/compiler';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import AgreementStrip from '#ui/AgreementStrip.svelte';
import Clause from '#ui/Clause.svelte';
import Faces from '#ui/Faces.svelte';
import Turn from '#ui/Turn.svelte';
import type { Answer, ArcState } from '#ui/seat.ts';

/** Looks into a mirror: every word of one seat becomes the word of the other. */
function mirrored(text: string, pairs: readonly (readonly [string, string])[]): string {
  const other = new Map(pairs.flatMap(([one, two]) => [[one, two] as const, [two, one] as const]));
  // Longest first, or "row" would be found in "row-reverse"; whole words, or Bo would be found in a viewBox.
  const words = [...other.keys()].sort((one, two) => two.length - one.length);
  const whole = new RegExp(`(?<![a-zA-Z])(?:${words.join('|')})(?![a-zA-Z])`, 'g');
  return text.replace(whole, (word) => other.get(word) ?? word);
}

const people = [['Ana', 'Bo']] as const;
const seats = [['start', 'end'], ...people] as const;

const turns: readonly Partial<ComponentProps<typeof Turn>>[] = [
  { text: 'The kettle is on.' },
  { text: 'On its way.', pending: 'Waiting here' },
  { text: 'Not gone.', failed: { line: 'Kept here', retry: 'Again', onretry: () => {} } },
  { closed: { line: 'Closed: nights', open: 'Open', onopen: () => {} } },
  { text: 'Opened.', note: 'nights', reworded: 'reworded' },
  { withdrawn: 'Withdrew a word' },
];

test('whatever one says looks in their margin as it would in the other', () => {
  const when = { time: '22:06', isoTime: '2030-01-01T22:06' };
  for (const turn of turns) {
    const ana = render(Turn, { props: { side: 'start', name: 'Ana', ...when, ...turn } }).body;
    const bo = render(Turn, { props: { side: 'end', name: 'Bo', ...when, ...turn } }).body;
    expect(mirrored(ana, seats)).toBe(bo);
  }
});

test('a clause and its mirror differ only in the names', () => {
  const arcs: readonly ArcState[] = ['whole', 'dotted', 'wavering', 'open', 'half', 'absent'];
  const says = (name: string, arc: ArcState): Answer => ({ name, line: 'says so', words: 'Because.', arc });
  const drawn = (answers: readonly [Answer, Answer]) =>
    render(Clause, { props: { state: 'Open', text: 'We sit by the window.', answers } }).body;
  for (const arc of arcs) {
    expect(mirrored(drawn([says('Ana', arc), says('Bo', arc)]), people)).toBe(
      drawn([says('Bo', arc), says('Ana', arc)]),
    );
  }
});

test('the same answer is drawn the same from either seat', () => {
  const answer: Answer = { name: 'Ana', line: 'says so', words: 'Because.', arc: 'wavering' };
  const { body } = render(Clause, { props: { state: 'Open', text: 'We ring.', answers: [answer, answer] } });
  for (const part of ['arc', 'answer']) {
    const [, start, end] =
      new RegExp(`<div class="${part} start(.*?)</div><div class="${part} end(.*?)</div>`).exec(body) ?? [];
    expect(start).toContain('svelte');
    // Only the seat and the number of the element may differ.
    expect(
      mirrored(start ?? '', [
        ['start', 'end'],
        ['s1', 's2'],
      ]),
    ).toBe(end);
  }
});

test('names and what is agreed stand between two equal seats', () => {
  const faces = (start: string, end: string) => render(Faces, { props: { start, end, href: '/' } }).body;
  expect(mirrored(faces('Ana', 'Bo'), people)).toBe(faces('Bo', 'Ana'));
  const strip = render(AgreementStrip, {
    props: { label: 'Ours', href: '/', clause: 'We ring first.' },
  }).body;
  expect(strip.match(/arc start whole/g)?.length).toBe(strip.match(/arc end whole/g)?.length);
});

// The markup says which seat; the drawing must give both seats the same. Every rule about one has its mirror.
const drawing = [
  ['start', 'end'],
  ['ink', 'tea'],
  ['grid-column: 1', 'grid-column: 3'],
  ['flex-direction: row-reverse', 'flex-direction: row'],
  ['--facing: 1', '--facing: -1'],
] as const;

const components = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.svelte'));

test.each(components)('in %s, no rule favours a seat', (file) => {
  const rules = rulesOf(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));
  const seated = rules.filter((rule) => /\.(start|end)\b/.test(rule.selector));
  const written = new Set(seated.map((rule) => rule.text));
  const alone = seated.map((rule) => rule.text).filter((text) => !written.has(mirrored(text, drawing)));
  expect(alone).toEqual([]);
});

test.each(components)('in %s, the two hues belong to the two seats', (file) => {
  const hued = rulesOf(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).filter((rule) =>
    /var\(--(ink|tea)\)/.test(rule.text),
  );
  for (const rule of hued) expect(rule.selector).toMatch(/\.(start|end)\b/);
});

interface Rule {
  readonly selector: string;
  readonly text: string;
}

/** Each selector of each rule by itself, with where it applies and what it declares in a steady order. */
function rulesOf(source: string): readonly Rule[] {
  const sheet = parse(source, { modern: true }).css;
  const rules: Rule[] = [];
  const read = (node: AST.CSS.Rule | AST.CSS.Atrule, where: string) => {
    if (node.type === 'Atrule') {
      for (const child of node.block?.children ?? []) {
        if (child.type !== 'Declaration') read(child, `${where}@${node.name} ${node.prelude} `);
      }
      return;
    }
    const declared = node.block.children
      .filter((child) => child.type === 'Declaration')
      .map((child) => `${child.property}: ${child.value}`)
      .sort();
    for (const selector of node.prelude.children.map((child) => source.slice(child.start, child.end))) {
      for (const line of declared) rules.push({ selector, text: `${where}${selector} { ${line} }` });
    }
  };
  for (const node of sheet?.children ?? []) read(node, '');
  return rules;
}
