import { describe, expect, test } from 'vitest';
import { readCard } from '#domain/tool/card.ts';
import { readTool } from '#domain/tool/tool.ts';

const example = (title: string) => ({
  title,
  scene: 'Two people wait for a bus.',
  lines: [{ by: 'Mirek', step: 'one', says: 'It is late.' }],
  ending: 'The bus comes.',
});

const whole = {
  id: 'weather',
  version: 1,
  title: 'Weather',
  doors: ['connecting'],
  why: 'To begin somewhere.',
  seats: 'together',
  steps: [
    {
      id: 'one',
      does: 'write',
      title: 'Today',
      prompts: [{ id: 'sky', ask: 'What is the sky doing?' }],
      goes: 'offered',
    },
  ],
  offers: 'Your words.',
  ours: null,
  enough: 'One word.',
  never: ['It does not ask for more.'],
  words: {},
  examples: [example('Rain'), example('Sun')],
  traces: ['2-31'],
};
const [step] = whole.steps;

function slipIn(written: unknown): string | null {
  const read = readTool(written);
  return read.ok ? null : (read.refusal.detail ?? '');
}

test('a whole one is read as it was written', () => {
  expect(readTool(whole)).toEqual({ ok: true, value: whole });
});

describe('what is wrong is named with its place', () => {
  const card = (id: string, more = {}) => ({ id, ask: 'What is it?', ...more });
  const deck = (cards: readonly object[], more = {}) => ({
    ...whole,
    steps: [{ id: 'one', does: 'deck', title: 'Pack', ask: 'Lay one.', cards, ...more }],
  });
  test.each<[string, unknown, string]>([
    ['a score', { ...whole, score: 3 }, 'score'],
    ['a progress deep inside', { ...whole, steps: [{ ...step, progress: 'half' }] }, 'progress'],
    ['a required answer', { ...whole, steps: [{ ...step, required: true }] }, 'required'],
    ['a key that nobody knows', { ...whole, colour: 'red' }, 'colour'],
    ['no steps', { ...whole, steps: [] }, 'steps'],
    ['two steps of one name', { ...whole, steps: [step, step] }, 'steps'],
    ['a door that is none', { ...whole, doors: ['managing'] }, 'doors.0'],
    ['a name with a blank', { ...whole, id: 'the weather' }, 'id'],
    ['shouting', { ...whole, why: 'Do it now!' }, 'why'],
    [
      'two sentences to be read out',
      { ...whole, steps: [{ ...step, prompts: [{ id: 'sky', ask: 'One. Two?' }] }] },
      'steps.0.prompts.0.ask',
    ],
    ['one example', { ...whole, examples: [example('Rain')] }, 'examples'],
    ['an example of no step', { ...whole, steps: [{ ...step, id: 'two' }] }, 'examples.0.lines.0.step'],
    [
      'a list that is not there',
      { ...whole, steps: [{ ...step, prompts: [{ id: 'sky', ask: 'What?', words: 'feelings' }] }] },
      'steps.0.words',
    ],
    ['a suit that is not there', deck([card('a', { suit: 'clubs' })]), 'steps.0.cards.0.suit'],
    ['what may stir without a pause', deck([card('a', { mayStir: true })]), 'steps.0.pause'],
    ['a card twice', deck([card('a'), card('a')]), 'steps.0.cards'],
    [
      'saying back what nobody showed',
      {
        ...whole,
        steps: [
          { ...step, goes: 'mine' },
          { id: 'back', does: 'say-back', title: 'Back', ask: 'What did you hear?', of: 'one' },
        ],
      },
      'steps.1.of',
    ],
    [
      'ours without a word on it',
      { ...whole, steps: [step, { id: 'ours', does: 'ours', title: 'Ours', ask: 'What is ours?' }] },
      'ours',
    ],
  ])('%s', (_what, written, place) => {
    expect(slipIn(written)).toContain(`${place}: `);
  });

  test('nothing at all', () => {
    expect(slipIn(null)).toContain('the whole file');
  });
});

describe('a card', () => {
  const text =
    '---\nid: rest\ntitle: Rest\ndoor: planning\ntraces: [\'2-17\', "2-18"]\n---\n\nFirst, in\ntwo lines.\n\nSecond: with a colon.\n';

  test('is read with its keys and its paragraphs', () => {
    expect(readCard(text)).toEqual({
      ok: true,
      value: {
        id: 'rest',
        title: 'Rest',
        door: 'planning',
        traces: ['2-17', '2-18'],
        says: ['First, in two lines.', 'Second: with a colon.'],
      },
    });
  });

  test.each([
    ['without its lines of hyphens', 'id: rest', 'the whole file'],
    ['without words', text.slice(0, text.indexOf('First')), 'says'],
    ['for a door that is none', text.replace('planning', 'managing'), 'door'],
    ['with a key that nobody knows', text.replace('title:', 'colour: red\ntitle:'), 'colour'],
  ])('%s is refused, with the place', (_what, written, place) => {
    const read = readCard(written);
    expect(read.ok ? '' : read.refusal.detail).toContain(`${place}: `);
  });
});
