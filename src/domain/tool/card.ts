import * as v from 'valibot';
import { doors } from '#domain/tool/doors.ts';
import { readFrontMatter } from '#domain/tool/front-matter.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('say something here'));

const schema = v.strictObject({
  id: v.pipe(words, v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens')),
  title: words,
  door: v.picklist(doors),
  traces: v.array(words),
  says: v.pipe(v.array(words), v.nonEmpty('say something below the second line of hyphens')),
});

/** A thought that a door stands for, in a few lines. */
export type Card = v.InferOutput<typeof schema>;

/** Reads what somebody wrote. The refusal names each place that is wrong, and what belongs there. */
export function readCard(written: unknown): Result<Card, 'card.malformed'> {
  const parts = typeof written === 'string' ? readFrontMatter(written) : null;
  if (parts === null) {
    return refuse(
      'card.malformed',
      'the whole file: begin with a line of three hyphens, and close it with another',
    );
  }
  const read = v.safeParse(schema, { ...parts.keys, says: paragraphsOf(parts.body) });
  if (read.success) return ok(read.output);
  const places = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`);
  return refuse('card.malformed', places.join('; '));
}

function paragraphsOf(body: string): readonly string[] {
  return body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}
