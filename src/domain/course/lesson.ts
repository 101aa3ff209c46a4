import * as v from 'valibot';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { id, minutes, readKeys, traces, words } from './fields.ts';
import type { Block, Written } from './text.ts';

const schema = v.strictObject({
  id,
  title: words,
  minutes,
  aim: words,
  contentNote: words,
  skip: words,
  exercise: v.strictObject({
    title: words,
    kind: id,
    tool: v.nullable(
      v.pipe(v.string(), v.regex(/^t(?:[1-9]|[12]\d|30)$/, 'name a tool, t1 to t30, or null')),
    ),
    minutes,
  }),
  sources: v.array(v.strictObject({ author: words, title: words, year: v.pipe(v.number(), v.integer()) })),
  traces,
});

/** The parts of a lesson, in their order, under the headings by which a file marks them. */
const parts = [
  ['lead', 2, 'Exercise'],
  ['together', 3, 'Together'],
  ['byText', 3, 'By text, without camera or voice'],
  ['alone', 3, 'Alone'],
  ['reflection', 2, 'For yourself'],
  ['notes', 2, 'For whoever facilitates'],
  ['credit', 2, 'Where this comes from'],
] as const;

type Part = (typeof parts)[number][0];

/** One lesson: what somebody reads, does with others or alone, and thinks about. */
export type Lesson = v.InferOutput<typeof schema> & {
  readonly text: readonly Block[];
} & Readonly<Record<Part, readonly Block[]>>;

/** Reads one lesson. Each can be done by text and alone, because without those parts there is no lesson. */
export function readLesson({ keys, blocks }: Written): Result<Lesson, 'text.malformed'> {
  const read = readKeys(schema, keys);
  if (!read.ok) return read;
  const starts = parts.map(([, level, title]) => placeOf(blocks, level, title));
  const missing = parts.findIndex((_, at) => (starts[at] ?? -1) <= (starts[at - 1] ?? -1));
  if (missing >= 0)
    return refuse('text.malformed', `"${parts[missing]?.[2]}" is missing, or out of its order`);
  const cut = (at: number) => blocks.slice((starts[at] ?? 0) + 1, starts[at + 1] ?? blocks.length);
  const empty = parts.findIndex(([part], at) => part !== 'lead' && cut(at).length === 0);
  if (empty >= 0) return refuse('text.malformed', `nothing stands under "${parts[empty]?.[2]}"`);
  const stray = parts.findIndex((_, at) => cut(at).some((block) => block.kind === 'heading'));
  if (stray >= 0) return refuse('text.malformed', `"${parts[stray]?.[2]}" has a heading of its own`);
  // Every part has just been cut under its own name.
  const within = Object.fromEntries(parts.map(([part], at) => [part, cut(at)])) as Record<Part, Block[]>;
  return ok({ ...read.value, ...within, text: blocks.slice(0, starts[0]) });
}

function placeOf(blocks: readonly Block[], level: 2 | 3, title: string): number {
  return blocks.findIndex(
    (block) => block.kind === 'heading' && block.level === level && block.text === title,
  );
}
