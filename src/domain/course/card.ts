import * as v from 'valibot';
import { ok, type Result } from '#kernel/result.ts';
import { id, readKeys, traces, words } from './fields.ts';
import type { Block, Written } from './text.ts';

/** The five doors, in the order in which they are named. Nobody has to take them in it. */
export const doors = ['connecting', 'exploring', 'supporting', 'planning', 'advocating'] as const;

const schema = v.strictObject({ id, title: words, door: v.picklist(doors), traces });

/** A thought that comes back in lessons and tools, in a few lines. */
export type Card = v.InferOutput<typeof schema> & { readonly text: readonly Block[] };

/** Reads one card. */
export function readCard({ keys, blocks }: Written): Result<Card, 'text.malformed'> {
  const read = readKeys(schema, keys);
  return read.ok ? ok({ ...read.value, text: blocks }) : read;
}
