import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { slipsInContent } from '#scripts/content.ts';
import { readCard } from '#domain/tool/card.ts';
import { readTool } from '#domain/tool/tool.ts';
import { root, sourcesIn } from '#tests/sources.ts';
import { gradeOf, wordsIn } from '#tests/words/grade.ts';

const tools = sourcesIn(['content/en/tools'], /\.json$/).map(({ file, text }) => {
  const read = readTool(JSON.parse(text));
  if (!read.ok) throw new Error(`${file}: ${read.refusal.detail}`);
  return read.value;
});
const cards = sourcesIn(['content/en/cards'], /\.md$/).map(({ file, text }) => {
  const read = readCard(text);
  if (!read.ok) throw new Error(`${file}: ${read.refusal.detail}`);
  return read.value;
});

test('every tool and every card can be read', async () => {
  expect(await slipsInContent(path.join(root, 'content/en'))).toEqual([]);
});

test('no two cards have one name', () => {
  const names = cards.map(({ id }) => id);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});

describe.each(tools)('the tool “$title”', (tool) => {
  const prompts = tool.steps.flatMap((step) => {
    if (step.does === 'read') return [];
    if (step.does === 'write') return step.prompts.flatMap(({ ask, otherwise = [] }) => [ask, ...otherwise]);
    return step.does === 'deck' ? [step.ask, ...step.cards.map(({ ask }) => ask)] : [step.ask];
  });

  test('asks in sentences short enough to be heard', () => {
    expect(prompts.filter((ask) => wordsIn(ask).length > 25)).toEqual([]);
    expect(gradeOf(prompts)).toBeLessThanOrEqual(7);
  });

  test('asks nobody for facts about what hurt them', () => {
    expect(
      prompts.filter((ask) => /\b(abus\w*|trauma\w*|violen\w*|assault\w*|rape\w*)\b/i.test(ask)),
    ).toEqual([]);
  });

  test('tells nobody what they must do, and is never finished', () => {
    const said = JSON.stringify(tool).match(
      /.{0,30}\b(you must|you have to|completed?|required|out of ten)\b.{0,30}/i,
    );
    expect(said).toBeNull();
  });
});
