import type { Step } from '#domain/tool/step.ts';

interface Parts {
  readonly steps: readonly Step[];
  readonly words: Readonly<Record<string, unknown>>;
  readonly examples: readonly { readonly lines: readonly { readonly step: string }[] }[];
  readonly ours: string | null;
}

/** Each place where one part of a tool speaks of another that is not there. */
export function slipsBetweenParts(tool: Parts): readonly string[] {
  const steps = tool.steps.map(({ id }) => id);
  return [
    ...twiceIn('steps', steps),
    ...tool.steps.flatMap((step, index) => slipsOfStep(step, tool).map((slip) => `steps.${index}.${slip}`)),
    ...tool.examples.flatMap(({ lines }, example) =>
      lines.flatMap(({ step }, line) =>
        steps.includes(step) ? [] : [`examples.${example}.lines.${line}.step: there is no step "${step}"`],
      ),
    ),
    ...(tool.ours === null && tool.steps.some(({ does }) => does === 'ours')
      ? ['ours: say what becomes ours here, as a step makes something ours']
      : []),
  ];
}

function slipsOfStep(step: Step, tool: Parts): readonly string[] {
  if (step.does === 'write') {
    return [
      ...twiceIn(
        'prompts',
        step.prompts.map(({ id }) => id),
      ),
      ...step.prompts.flatMap(({ words }) => (words === undefined ? [] : noList(words, tool))),
    ];
  }
  if (step.does === 'piles')
    return [
      ...noList(step.words, tool),
      ...twiceIn(
        'piles',
        step.piles.map(({ id }) => id),
      ),
    ];
  if (step.does === 'deck') return slipsOfDeck(step);
  if (step.does !== 'say-back') return [];
  const of = tool.steps.find(({ id }) => id === step.of);
  return of?.does === 'write' && (of.goes === 'offered' || of.goes === 'at-once')
    ? []
    : [`of: there is no step "${step.of}" that shows to the others what somebody wrote`];
}

function slipsOfDeck({ cards, suits = [], pause }: Extract<Step, { does: 'deck' }>): readonly string[] {
  const known = suits.map(({ id }) => id);
  return [
    ...twiceIn(
      'cards',
      cards.map(({ id }) => id),
    ),
    ...cards.flatMap(({ suit }, index) =>
      suit === undefined || known.includes(suit) ? [] : [`cards.${index}.suit: there is no suit "${suit}"`],
    ),
    ...(pause === undefined && cards.some(({ mayStir }) => mayStir)
      ? ['pause: say what is read between two questions that may stir']
      : []),
  ];
}

function noList(name: string, { words }: Parts): readonly string[] {
  return Object.hasOwn(words, name) ? [] : [`words: there is no list "${name}"`];
}

function twiceIn(where: string, ids: readonly string[]): readonly string[] {
  return ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${where}: "${id}" is there twice`);
}
