import * as v from 'valibot';
import { bannedKeysIn } from '#domain/tool/banned-keys.ts';
import { doors } from '#domain/tool/doors.ts';
import { slipsBetweenParts } from '#domain/tool/sound.ts';
import { aStep } from '#domain/tool/step.ts';
import { aHeading, aName, aPrompt, aText, aWord, someOf } from '#domain/tool/words.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** Invented people fill the sheet in, so that somebody sees what it may look like. Some steps may stay empty. */
const anExample = v.strictObject({
  title: aHeading,
  scene: aText,
  lines: someOf(v.strictObject({ by: aWord, step: aName, says: aText })),
  ending: aText,
});

const schema = v.strictObject({
  id: aName,
  /** Goes up when a step goes, or begins to mean something else. Better words alone change nothing. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: aHeading,
  doors: someOf(v.picklist(doors)),
  why: aText,
  /** How people sit with it. Nobody is ever given a side. */
  seats: v.picklist(['alone', 'together', 'each-then-together', 'at-once']),
  steps: someOf(aStep),
  /** What somebody may show to the others. */
  offers: aText,
  /** What becomes ours, and what that needs. Null where nothing does. */
  ours: v.nullable(aText),
  /** What it looks like when it was enough. */
  enough: aText,
  /** What this tool never does. */
  never: someOf(aPrompt),
  /** Lists to pick from, by the name that steps call them by. */
  words: v.record(aName, v.strictObject({ title: aHeading, words: someOf(aWord) })),
  examples: v.pipe(v.array(anExample), v.length(2, 'write two examples')),
  /** Which ids of the practice it answers. */
  traces: v.array(v.pipe(v.string(), v.nonEmpty())),
});

/** A tool is a file: everything that people meet in it, and nothing of what they do with it. */
export type Tool = v.InferOutput<typeof schema>;

/** Reads what somebody wrote. The refusal names each place that is wrong, and what belongs there. */
export function readTool(written: unknown): Result<Tool, 'tool.malformed'> {
  const banned = bannedKeysIn(written);
  if (banned.length > 0) {
    return malformed(
      banned.map((key) => `${key}: a tool measures and judges nobody, so this has no place in it`),
    );
  }
  const read = v.safeParse(schema, written);
  if (!read.success) {
    return malformed(
      read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`),
    );
  }
  const slips = slipsBetweenParts(read.output);
  return slips.length === 0 ? ok(read.output) : malformed(slips);
}

function malformed(slips: readonly string[]) {
  return refuse('tool.malformed', slips.join('; '));
}
