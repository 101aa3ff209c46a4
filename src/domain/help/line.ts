import * as v from 'valibot';
import { ok, refuse, type Result } from '#kernel/result.ts';

const words = (most: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('say something here'), v.maxLength(most));
const number = v.pipe(
  v.string(),
  v.regex(/^\+?\d[\d ]{0,18}\d$/, 'write digits, with spaces between them and a + in front if you like'),
);
const address = v.pipe(v.string(), v.regex(/^https:\/\/\S+$/, 'write an address that begins with https://'));

const way = v.variant('by', [
  v.strictObject({ by: v.picklist(['call', 'text', 'relay']), number }),
  v.strictObject({ by: v.literal('site'), address }),
]);

// A yes or a no that nobody can trace is a rumour, so it comes with where it was read or heard.
const withoutYes = v.variant('answer', [
  v.strictObject({ answer: v.literal('unknown') }),
  v.strictObject({ answer: v.picklist(['yes', 'no']), source: words(300) }),
]);

/** What is not known is `null`, written down: a gap that was forgotten looks different from one that was seen. */
const schema = v.strictObject({
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
  regions: v.union([
    v.literal('anywhere'),
    v.pipe(v.array(words(80)), v.nonEmpty('name at least one place')),
  ]),
  ways: v.pipe(v.array(way), v.nonEmpty('say how to reach it')),
  whoAnswers: v.nullable(v.picklist(['peers', 'volunteers', 'professionals', 'both'])),
  hours: v.nullable(v.union([v.literal('always'), v.strictObject({ text: words(120), zone: words(60) })])),
  languages: v.nullable(words(200)),
  cost: v.nullable(words(120)),
  ages: v.nullable(words(120)),
  records: v.nullable(words(300)),
  maySendWithoutYes: withoutYes,
  checked: v.nullable(
    v.strictObject({ on: v.pipe(v.string(), v.isoDate('write the day as 2030-01-31')), by: words(80) }),
  ),
});

/** A line that somebody outside answers, and what a person would want to know before they reach for it. */
export type HelpLine = v.InferOutput<typeof schema>;
export type LineKind = HelpLine['kind'];
export type LineWay = HelpLine['ways'][number];

/** Reads what a host wrote. The refusal names each place that is wrong, and what belongs there. */
export function readHelpLine(written: unknown): Result<HelpLine, 'help_line.malformed'> {
  const read = v.safeParse(schema, written);
  if (read.success) return ok(read.output);
  const places = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`);
  return refuse('help_line.malformed', places.join('; '));
}

/** The places that are wrong, such as `ways.0.number`, for a page that words what belongs there itself. */
export function slipsIn(written: unknown): readonly string[] {
  const read = v.safeParse(schema, written);
  return read.success ? [] : read.issues.map((issue) => v.getDotPath(issue) ?? '');
}
