import { mayFollow, verifyEvent } from '#crypto/verify-entry.ts';
import { eventIdOf, logNext } from '#crypto/hash.ts';
import { assert } from '#kernel/assert.ts';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes, type Minutes } from '#kernel/time.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema, type Header, type SignedEvent } from '#protocol/envelope.ts';
import { memberOf } from '#protocol/space-state.ts';
import { createLru } from '#server/lru.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { StoredEntry, Writes } from '#server/store/store.ts';
import { announceEntry, peopleIn } from './announce.ts';
import { storedToAnswer } from './entries.ts';
import { firstAnswer, type Committed } from './first-answer.ts';
import { createGroups } from './groups.ts';
import type { LogParts } from './log.ts';
import { readPlace, type Place } from './places.ts';
import { wireCode } from './refusals.ts';
import { wipe } from './wipe.ts';

export interface Appender {
  /** Puts an event at the end of its log. Resolves when a power cut can no longer take it away. */
  append(author: Bytes, space: Bytes, event: SignedEvent): Promise<Answer<Committed>>;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

const hashesMost = 10_000;

/** An event whose signature is right, against the log as it stood at `place`. */
interface Verified {
  readonly space: Bytes;
  readonly id: Bytes;
  readonly event: SignedEvent;
  readonly header: Header;
  readonly place: Place;
}

/** What a write found out: the answer, and, where there is a new place, what to tell whom. */
type Outcome = { readonly answer: Answer<Committed>; readonly entry?: StoredEntry };

/** Signatures are checked beforehand and side by side; what could have changed since is asked again inside the write. */
export function createAppender(parts: LogParts): Appender {
  const { store, places, bus, clock, scrubSoon } = parts;
  const groups = createGroups(writeGroup);
  /** What authors say they have seen is mostly what came last. */
  const hashes = createLru<Bytes>(hashesMost);
  const hashKey = (space: Bytes, seq: number) => `${idFromBytes(space)} ${seq}`;

  return {
    async append(author, space, event) {
      const place = await places.of(space);
      if (place === null) return refuseNotInLog('not-a-member');
      const verified = await verifyEvent(place, event, { hashAt: (seq) => hashes.get(hashKey(space, seq)) });
      if (!verified.ok)
        return (await sentBefore(author, space, event)) ?? refuseNotInLog(wireCode[verified.refusal.code]);
      const { header, seenIsRight } = verified.value;
      if (event.body === undefined) return refuseNotInLog('malformed', 'body');
      if (!equalBytes(header.author, author)) return refuseNotInLog('not-a-member');
      if (seenIsRight !== true && !(await isSeenRight(space, header))) return refuseNotInLog('seen-wrong');
      return groups.join({ space, id: idToBytes(verified.value.id), event, header, place });
    },
    idle: groups.idle,
  };

  async function sentBefore(
    author: Bytes,
    space: Bytes,
    { header, signature }: SignedEvent,
  ): Promise<Answer<Committed> | null> {
    const read = fromCbor(headerSchema, header);
    if (!read.ok || !equalBytes(read.value.author, author)) return null;
    return firstAnswer(store.read, { space, id: eventIdOf(header), statement: header, signature });
  }

  async function isSeenRight(space: Bytes, { seen }: Header): Promise<boolean> {
    const hash = await store.read.hashAt(space, seen.seq);
    if (hash !== null) hashes.set(hashKey(space, seen.seq), hash);
    return hash !== null && equalBytes(hash, seen.hash);
  }

  async function holdKnown(writes: Writes, known: Place): Promise<Place> {
    return (await places.of(known.space)) ?? holdStored(writes, known);
  }

  async function writeGroup(group: readonly Verified[]): Promise<readonly Answer<Committed>[]> {
    const at = toMinutes(clock());
    const heldBySpace = new Map<SpaceId, Place>();
    // Alone, everything is asked of the store. Together, what is known here is taken for true: if it were not, the
    // place would be taken, the write would fail, and each would be tried alone.
    const hold = group.length === 1 ? holdStored : holdKnown;
    const outcomes = await store.write(async (writes) => {
      const written: Outcome[] = [];
      for (const one of group) written.push(await putDown(writes, { heldBySpace, hold, one, at }));
      return written;
    });

    for (const held of heldBySpace.values()) places.settle(held);
    for (const [index, { entry }] of outcomes.entries()) {
      const { space, header } = group[index]!;
      const held = heldBySpace.get(idFromBytes(space));
      if (entry === undefined || held === undefined) continue;
      hashes.set(hashKey(space, entry.seq), entry.hash);
      announceEntry(bus, space, entry, peopleIn(held.state));
      if (header.drops !== undefined) scrubSoon();
    }
    return outcomes.map(({ answer }) => answer);
  }
}

interface PuttingDown {
  /** Where the logs stand by now, with what this group has put down already. */
  readonly heldBySpace: Map<SpaceId, Place>;
  readonly hold: (writes: Writes, known: Place) => Promise<Place>;
  readonly one: Verified;
  readonly at: Minutes;
}

async function putDown(writes: Writes, { heldBySpace, hold, one, at }: PuttingDown): Promise<Outcome> {
  const { space, id, event, header, place: placeThen } = one;
  const held = heldBySpace.get(idFromBytes(space)) ?? (await hold(writes, placeThen));
  if (held.controlSeq !== placeThen.controlSeq) {
    // Commits or leaves came in between, so everything that they decide is asked again.
    const { header: statement, signature } = event;
    const before = await firstAnswer(writes, { space, id, statement, signature });
    if (before !== null) return { answer: before };
    const may = mayFollow(held, header);
    if (!may.ok) return { answer: refuseNotInLog(wireCode[may.refusal.code]) };
    const keyThen = memberOf(placeThen.state, idFromBytes(header.author))?.signPk;
    if (keyThen === undefined || !equalBytes(keyThen, may.value.signPk))
      return { answer: refuseNotInLog('signature-wrong') };
  }

  const seq = held.seq + 1;
  const entry: StoredEntry = {
    seq,
    at,
    type: 'event',
    hash: logNext(held.hash, id),
    statement: event.header,
    signature: event.signature,
    body: event.body ?? null,
  };
  if (!(await writes.addEntry(space, id, entry))) {
    const { header: statement, signature } = event;
    const before = await firstAnswer(writes, { space, id, statement, signature });
    return { answer: before ?? refuse('store-away', 'an id without its entry') };
  }
  heldBySpace.set(idFromBytes(space), { ...held, seq, hash: entry.hash });
  await wipe(writes, { space, author: header.author, ids: header.drops ?? [] });
  return { answer: ok(storedToAnswer(entry)), entry };
}

/** The place as the store has it; decoded again only where commits or leaves have come. */
async function holdStored(writes: Writes, known: Place): Promise<Place> {
  const now = await writes.place(known.space);
  if (now?.controlSeq === known.controlSeq) return { ...known, ...now };
  const anew = await readPlace(writes, known.space);
  assert(anew !== null, 'a log stays');
  return anew;
}
