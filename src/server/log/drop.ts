import { dropIdOf, logNext } from '#crypto/hash.ts';
import { verifyDrop } from '#crypto/verify-entry.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok } from '#kernel/result.ts';
import { toMinutes } from '#kernel/time.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { dropSchema, type SignedDrop } from '#protocol/commit.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { StoredEntry } from '#server/store/store.ts';
import { announceEntry, peopleIn } from './announce.ts';
import { storedToAnswer } from './entries.ts';
import { firstAnswer, type Committed } from './first-answer.ts';
import type { LogParts } from './log.ts';
import { readPlace } from './places.ts';
import { wireCode } from './refusals.ts';
import { wipe } from './wipe.ts';

interface DropAsked {
  readonly person: Bytes;
  readonly space: Bytes;
  readonly signed: SignedDrop;
}

/** Somebody who left takes back what they said: the one thing they may still put into the log. */
export async function drop(
  parts: LogParts,
  { person, space, signed }: DropAsked,
): Promise<Answer<Committed>> {
  const { drop: statement, signature } = signed;
  const read = fromCbor(dropSchema, statement);
  if (!read.ok) return refuseNotInLog('malformed');
  if (!equalBytes(read.value.person, person)) return refuseNotInLog('not-a-member');
  const id = dropIdOf(statement);
  const before = await firstAnswer(parts.store.read, { space, id, statement, signature });
  if (before !== null) return before;

  const written = await parts.store.write(async (writes) => {
    const place = await readPlace(writes, space);
    const membership = await writes.membership(space, person);
    if (place === null || membership?.isFormer !== true) return refuseNotInLog('not-a-member');
    const verified = await verifyDrop(place, signed, membership.signPk);
    if (!verified.ok) return refuseNotInLog(wireCode[verified.refusal.code]);
    const entry: StoredEntry = {
      seq: place.seq + 1,
      at: toMinutes(parts.clock()),
      type: 'drop',
      hash: logNext(place.hash, id),
      statement,
      signature,
      body: null,
    };
    await writes.addEntry(space, id, entry);
    await wipe(writes, { space, author: person, ids: read.value.ids });
    return ok({ entry, place });
  }, []);
  if (!written.ok) return written;

  const { entry, place } = written.value;
  parts.places.settle({ ...place, seq: entry.seq, hash: entry.hash });
  parts.scrubSoon();
  announceEntry(parts.bus, space, entry, peopleIn(place.state));
  return ok(storedToAnswer(entry));
}
