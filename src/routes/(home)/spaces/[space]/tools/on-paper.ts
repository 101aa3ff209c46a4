import type { Step } from '#domain/tool/step.ts';
import type { Tool } from '#domain/tool/tool.ts';

export interface PaperStep {
  readonly title: string;
  readonly says: readonly string[];
  /** What is asked, each with room to write beneath it. */
  readonly asks: readonly string[];
  /** Words to read or to pick from. */
  readonly words: readonly string[];
}

/** A tool as it stands on paper: the same steps, with room to write. */
export function paperSteps(tool: Tool): readonly PaperStep[] {
  return tool.steps.map((step) => ({
    title: step.title,
    says: step.says ?? [],
    asks: asksOf(step),
    words: wordsOf(step, tool),
  }));
}

/** The same as plain text, for whoever would rather have that. */
export function paperText(tool: Tool): string {
  const steps = paperSteps(tool).flatMap(({ title, says, asks, words }) => [
    title,
    ...says,
    ...(words.length === 0 ? [] : [words.join(', ')]),
    ...asks.map((ask) => `${ask}\n\n\n`),
  ]);
  return `${[tool.title, tool.why, ...steps, tool.enough].join('\n\n')}\n`;
}

function asksOf(step: Step): readonly string[] {
  if (step.does === 'read') return [];
  return step.does === 'write' ? step.prompts.map(({ ask }) => ask) : [step.ask];
}

function wordsOf(step: Step, tool: Tool): readonly string[] {
  if (step.does === 'deck') return step.cards.map(({ ask }) => ask);
  if (step.does === 'piles') return tool.words[step.words]?.words ?? [];
  if (step.does !== 'write') return [];
  return step.prompts.flatMap(({ words }) => (words === undefined ? [] : (tool.words[words]?.words ?? [])));
}
