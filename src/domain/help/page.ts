import * as v from 'valibot';
import { ok, refuse, type Result } from '#kernel/result.ts';

const sentences = v.pipe(v.string(), v.trim(), v.nonEmpty('say something here'));
const some = v.pipe(v.array(sentences), v.nonEmpty('say something here'));
const parts = v.pipe(
  v.array(v.strictObject({ title: sentences, says: some })),
  v.nonEmpty('it has no parts'),
);

/** A page and its easy twin stand in one file, so that neither is changed without the other in sight. */
const schema = v.strictObject({
  title: sentences,
  lead: sentences,
  parts,
  starters: v.array(v.strictObject({ title: sentences, lines: some })),
  easy: v.strictObject({ lead: sentences, parts }),
});

/** A page for a hard talk. */
export type HelpPage = v.InferOutput<typeof schema>;

/** Reads what a host wrote. The refusal names each place that is wrong. */
export function readHelpPage(written: unknown): Result<HelpPage, 'help_page.malformed'> {
  const read = v.safeParse(schema, written);
  if (read.success) return ok(read.output);
  const places = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`);
  return refuse('help_page.malformed', places.join('; '));
}
