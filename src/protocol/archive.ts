import * as v from 'valibot';
import { logEntrySchema } from '#protocol/api.ts';
import { hash, whole } from '#protocol/cbor.ts';
import { spaceKinds } from '#protocol/commit.ts';
import { chainSchema } from '#protocol/person.ts';

/**
 * What somebody takes along: one zip. `archive.cbor` says what is in it, `logs/<number>/<page>.cbor` holds the entries of
 * each space as the server has them, and the rest is to be read by people and by other programs. Whoever has the file
 * can read everything: the keys lie in it.
 */
export const archiveVersion = 1;
export const contentsPath = 'archive.cbor';

export function logPagePath(number: number, page: number): string {
  return `logs/${number}/${String(page).padStart(6, '0')}.cbor`;
}

const archivedSpaceSchema = v.strictObject({
  space: hash,
  kind: v.picklist(spaceKinds),
  /** The newest place of its log, and the log hash there. */
  seq: whole(1),
  hash,
  /** How many files its log lies in. */
  pages: whole(1),
  /** The secret of each epoch that its taker could read. */
  epochs: v.array(v.strictObject({ epoch: whole(1), secret: hash })),
  /** Events whose body stays where it was: offered by somebody else, without a yes to its being taken. */
  leftOut: v.array(hash),
});
export type ArchivedSpace = v.InferOutput<typeof archivedSpaceSchema>;

export const contentsSchema = v.strictObject({
  v: v.literal(archiveVersion),
  /** Minutes since 1970, by the clock of whoever took it. */
  at: whole(),
  /** Who took it. */
  person: hash,
  spaces: v.pipe(v.array(archivedSpaceSchema), v.maxLength(1000)),
  /** Account chains of the people in it, as far as they could be had: they show that a key is somebody's. */
  chains: v.pipe(v.array(chainSchema), v.maxLength(10_000)),
  /** H("archive-file", its bytes) of every other file. */
  files: v.pipe(
    v.array(v.strictObject({ path: v.pipe(v.string(), v.maxLength(200)), hash })),
    v.maxLength(100_000),
  ),
});
export type Contents = v.InferOutput<typeof contentsSchema>;

export const logFileSchema = v.strictObject({ entries: v.array(logEntrySchema) });
