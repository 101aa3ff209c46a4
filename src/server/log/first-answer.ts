import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok } from '#kernel/result.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { Reads } from '#server/store/store.ts';
import { storedToAnswer } from './entries.ts';

/** Where an entry stands in the log. */
export interface Committed {
  readonly seq: number;
  readonly hash: Bytes;
  readonly at: number;
}

export interface Sent {
  readonly space: Bytes;
  readonly id: Bytes;
  readonly statement: Bytes;
  readonly signature: Bytes;
}

/**
 * What was sent before gets its first answer, whatever else has changed since: membership, epoch, even its body. Null
 * where it is not in the log. The id binds statement and body, so only the signature is left to compare.
 */
export async function firstAnswer(
  reads: Pick<Reads, 'entryById'>,
  { space, id, statement, signature }: Sent,
): Promise<Answer<Committed> | null> {
  const there = await reads.entryById(space, id);
  if (there === null) return null;
  const isSame = equalBytes(there.statement, statement) && equalBytes(there.signature, signature);
  return isSame ? ok(storedToAnswer(there)) : refuseNotInLog('id-taken');
}
