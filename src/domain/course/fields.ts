import * as v from 'valibot';
import { ok, refuse, type Result } from '#kernel/result.ts';

export const words = v.pipe(v.string(), v.trim(), v.nonEmpty('say something here'));
export const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens'),
);
export const minutes = v.pipe(v.number(), v.integer('use whole minutes'), v.minValue(1));
/** Which items of the sources a text answers, as the list of items names them. */
export const traces = v.pipe(v.array(words), v.nonEmpty('name at least one item'));

/** Reads what stands above a text. The refusal names each place that is wrong. */
export function readKeys<Schema extends v.GenericSchema>(
  schema: Schema,
  keys: unknown,
): Result<v.InferOutput<Schema>, 'text.malformed'> {
  const read = v.safeParse(schema, keys);
  if (read.success) return ok(read.output);
  const places = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'above the text'}: ${issue.message}`);
  return refuse('text.malformed', places.join('; '));
}
