import { expect, test } from 'vitest';
import { readTool } from '#domain/tool/tool.ts';
import t9 from '#content/en/tools/t9.json' with { type: 'json' };
import { paperSteps, paperText } from './on-paper.ts';

const read = readTool(t9);
if (!read.ok) throw new Error('it can be read');
const tool = read.value;

test('paper asks all that the page asks, with the words to choose from', () => {
  const steps = paperSteps(tool);
  expect(steps.map(({ title }) => title)).toEqual(tool.steps.map(({ title }) => title));
  expect(steps[0]?.words).toContain('kindness');
  expect(steps.flatMap(({ asks }) => asks).length).toBeGreaterThanOrEqual(tool.steps.length);
});

test('plain text holds the same, and nothing that only a page can draw', () => {
  const text = paperText(tool);
  for (const { title, asks } of paperSteps(tool))
    for (const part of [title, ...asks]) expect(text).toContain(part);
  expect(text).not.toMatch(/[<>{}]/);
});
