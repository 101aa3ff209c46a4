import * as v from 'valibot';

/**
 * A help line as the host writes it through the link of the machine. It crosses as JSON text, since what is not known
 * stands in it as `null`. The same shape is read by `domain/help/line.ts`, for whoever shows it;
 * `tests/help-line.test.ts` keeps the two alike.
 */

const words = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most));

const way = v.variant('by', [
  v.strictObject({
    by: v.picklist(['call', 'text', 'relay']),
    number: v.pipe(v.string(), v.regex(/^\+?\d[\d ]{0,18}\d$/)),
  }),
  v.strictObject({ by: v.literal('site'), address: v.pipe(v.string(), v.regex(/^https:\/\/\S+$/)) }),
]);

const helpLineSchema = v.strictObject({
  name: words(80),
  kind: v.picklist([
    'peer-warm-line',
    'listening-line',
    'domestic-abuse',
    'youth',
    'other',
    'crisis-line',
    'directory',
    'emergency',
  ]),
  regions: v.union([v.literal('anywhere'), v.pipe(v.array(words(80)), v.nonEmpty())]),
  ways: v.pipe(v.array(way), v.nonEmpty()),
  whoAnswers: v.nullable(v.picklist(['peers', 'volunteers', 'professionals', 'both'])),
  hours: v.nullable(v.union([v.literal('always'), v.strictObject({ text: words(120), zone: words(60) })])),
  languages: v.nullable(words(200)),
  cost: v.nullable(words(120)),
  ages: v.nullable(words(120)),
  records: v.nullable(words(300)),
  maySendWithoutYes: v.variant('answer', [
    v.strictObject({ answer: v.literal('unknown') }),
    v.strictObject({ answer: v.picklist(['yes', 'no']), source: words(300) }),
  ]),
  checked: v.nullable(v.strictObject({ on: v.pipe(v.string(), v.isoDate()), by: words(80) })),
});

/** Longest text of one line, and most lines that the host may have changed or added. */
const helpLineMost = 4000;
export const helpLinesMost = 200;

/** The one way to write a line: each part in its order, no blank at either end. Null where it is no line. */
export function helpLineToText(line: unknown): string | null {
  const read = v.safeParse(helpLineSchema, line);
  return read.success ? JSON.stringify(read.output) : null;
}

const text = v.pipe(v.string(), v.maxLength(helpLineMost));
const helpLineText = v.pipe(
  text,
  v.check((written) => helpLineToText(jsonIn(written)) === written),
);

/** Which line it is: the name of its file, or one that was drawn for a line of the host's own. */
export const helpLineName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,59}$/));

/** What the host makes of a line. Neither hidden nor written is the line as it came along, if it did. */
export const helpLineChangeSchema = v.strictObject({ hidden: v.boolean(), line: v.optional(helpLineText) });
export type HelpLineChange = v.InferOutput<typeof helpLineChangeSchema>;

/** As it was seen: what an older release wrote may have another shape, and is changed all the same. */
export const helpLineSeenSchema = v.strictObject({ hidden: v.boolean(), line: v.optional(text) });

/** In the public JSON a line stands as it is. Whoever shows it reads it again, and shows none that it cannot read. */
export const changedHelpLineSchema = v.object({
  name: v.string(),
  hidden: v.boolean(),
  line: v.optional(v.unknown()),
});
export type ChangedHelpLine = v.InferOutput<typeof changedHelpLineSchema>;

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
