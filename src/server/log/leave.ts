import { leaveIdOf, logNext } from '#crypto/hash.ts';
import { verifyLeave, type VerifiedLeave } from '#crypto/verify-entry.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { ok } from '#kernel/result.ts';
import { toMinutes, type Minutes } from '#kernel/time.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { leaveSchema, type SignedLeave } from '#protocol/commit.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { StoredEntry, Writes } from '#server/store/store.ts';
import { announceEntry, peopleIn } from './announce.ts';
import { storedToAnswer } from './entries.ts';
import { firstAnswer, type Committed } from './first-answer.ts';
import { writeGone } from './gone.ts';
import type { LogParts } from './log.ts';
import { readPlace, stateToCbor, type Place } from './places.ts';
import { wireCode } from './refusals.ts';

interface LeaveAsked {
  readonly person: Bytes;
  readonly space: Bytes;
  readonly signed: SignedLeave;
}

/** Somebody goes. The server puts it into the next place itself, so it cannot lose a race against anything. */
export async function leave(
  parts: LogParts,
  { person, space, signed }: LeaveAsked,
): Promise<Answer<Committed>> {
  const { leave: statement, signature } = signed;
  const read = fromCbor(leaveSchema, statement);
  if (!read.ok) return refuseNotInLog('malformed');
  if (!equalBytes(read.value.person, person)) return refuseNotInLog('not-a-member');
  const id = leaveIdOf(statement);
  const before = await firstAnswer(parts.store.read, { space, id, statement, signature });
  if (before !== null) return before;

  const written = await parts.store.write(async (writes) => {
    const place = await readPlace(writes, space);
    if (place === null) return refuseNotInLog('not-a-member');
    const verified = await verifyLeave(place, signed);
    if (!verified.ok) return refuseNotInLog(wireCode[verified.refusal.code]);
    return ok(
      await writeLeave(writes, { place, verified: verified.value, signed, id, at: toMinutes(parts.clock()) }),
    );
  }, []);
  if (!written.ok) return written;

  const { entry, place, state } = written.value;
  const { seq, hash } = entry;
  parts.places.settle({ ...place, state, controlSeq: seq, seq, hash });
  announceEntry(parts.bus, space, entry, peopleIn(place.state));
  return ok(storedToAnswer(entry));
}

interface Leaving {
  readonly place: Place;
  readonly verified: VerifiedLeave;
  readonly signed: SignedLeave;
  readonly id: Bytes;
  readonly at: Minutes;
}

async function writeLeave(
  writes: Writes,
  { place, verified, signed, id, at }: Leaving,
): Promise<{ entry: StoredEntry; place: Place; state: VerifiedLeave['state'] }> {
  const { space } = place;
  const { state, member } = verified;
  const entry: StoredEntry = {
    seq: place.seq + 1,
    at,
    type: 'leave',
    hash: logNext(place.hash, id),
    statement: signed.leave,
    signature: signed.signature,
    body: null,
  };
  await writes.addEntry(space, id, entry);
  await writes.putState(space, { controlSeq: entry.seq, state: stateToCbor(state) });
  await writeGone(writes, place.state, { ...member, endedAt: entry.seq });
  return { entry, place, state };
}
