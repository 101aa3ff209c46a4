import { mayFollow, verifyEvent } from '#crypto/verify-entry.ts';
import { eventIdOf, logNext } from '#crypto/hash.ts';
import { assert } from '#kernel/assert.ts';
import { bytesToText, equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes, type SpaceId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes, type Minutes } from '#kernel/time.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { headerSchema, type Header, type SignedEvent } from '#protocol/envelope.ts';
import { memberOf } from '#protocol/space-state.ts';
import { createLru } from '#server/lru.ts';
import { refuseNotInLog, type Answer } from '#server/refusal.ts';
import type { NewEntry, StoredEntry, StoredPlace, Writes } from '#server/store/store.ts';
import { announceEntry, peopleIn } from './announce.ts';
import { storedToAnswer } from './entries.ts';
import { firstAnswer, type Committed } from './first-answer.ts';
import { createGroups } from './groups.ts';
import type { LogParts } from './log.ts';
import { readPlace, type Place } from './places.ts';
import { wireCode } from './refusals.ts';
import { tieBlobs } from './tie-blobs.ts';
import { wipe } from './wipe.ts';

export interface Appender {
  /** Puts an event at the end of its log. Resolves when a power cut can no longer take it away. */
  append(author: Bytes, space: Bytes, event: SignedEvent): Promise<Answer<Committed>>;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
}

const hashesMost = 10_000;
/** A database of its own can make one group durable while the next is on its way. */
const sharedAtOnce = 2;

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
  const groups = createGroups(writeGroup, store.isShared ? sharedAtOnce : 1);
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

  /** Where the logs of a group stand, held until its write is over. */
  async function hold(writes: Writes, group: readonly Verified[]): Promise<Map<SpaceId, Place>> {
    const heldBySpace = new Map(group.map(({ space, place }) => [idFromBytes<'space'>(space), place]));
    // Where nobody else writes, what is known here is taken for true. If it were not, a place would be taken, the write
    // would fail, and each would be tried alone, with everything asked of the store.
    const isTrue = !store.isShared && group.length > 1;
    const known = [...heldBySpace.values()];
    const now = isTrue ? [] : await writes.places(known.map(({ space }) => space));
    for (const [index, place] of known.entries()) {
      const held = isTrue ? await places.of(place.space) : await asStored(writes, place, now[index] ?? null);
      if (held !== null) heldBySpace.set(idFromBytes(place.space), held);
    }
    return heldBySpace;
  }

  async function writeGroup(group: readonly Verified[]): Promise<readonly Answer<Committed>[]> {
    const at = toMinutes(clock());
    const { heldBySpace, outcomes } = await store.write(async (writes) => {
      const heldBySpace = await hold(writes, group);
      return { heldBySpace, outcomes: await putDown(writes, { group, heldBySpace, at }) };
    }, []);

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
  readonly group: readonly Verified[];
  /** Where the logs stand; at the end, with what this group has put down. */
  readonly heldBySpace: Map<SpaceId, Place>;
  readonly at: Minutes;
}

/** Finds a place for each, and puts all of them down in one go. */
async function putDown(writes: Writes, { group, heldBySpace, at }: PuttingDown): Promise<readonly Outcome[]> {
  const areThere = await writes.areThere(group);
  const unready = await tieBlobs(writes, group, areThere);
  const entries: NewEntry[] = [];
  const taken = new Set<string>();
  const outcomes = group.map((one, index): Outcome | 'sent' => {
    const { space, id } = one;
    const name = bytesToText(id);
    // Before, or twice in this very group.
    if (areThere[index] === true || taken.has(name)) return 'sent';
    if (unready.has(index)) return { answer: refuseNotInLog('blob-missing') };
    const key: SpaceId = idFromBytes(space);
    const held = heldBySpace.get(key) ?? one.place;
    const may = mayStillFollow(held, one);
    if (!may.ok) return { answer: may };
    const entry = entryAfter(held, one, at);
    taken.add(name);
    entries.push({ space, id, entry });
    heldBySpace.set(key, { ...held, seq: entry.seq, hash: entry.hash });
    return { answer: ok(storedToAnswer(entry)), entry };
  });

  await writes.addEntries(entries);
  for (const [index, { space, id, header }] of group.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined || outcome === 'sent') continue;
    if (!outcome.answer.ok) {
      if (header.blobs !== undefined) await writes.untieBlobs(space, id);
      continue;
    }
    await wipe(writes, { space, author: header.author, ids: header.drops ?? [] });
  }
  const answers: Outcome[] = [];
  for (const [index, outcome] of outcomes.entries())
    answers.push(outcome === 'sent' ? await answerAgain(writes, group[index]!) : outcome);
  return answers;
}

/** Commits or leaves may have come in between; then everything that they decide is asked again. */
function mayStillFollow(held: Place, { header, place: placeThen }: Verified): Answer<void> {
  if (held.controlSeq === placeThen.controlSeq) return ok(undefined);
  const may = mayFollow(held, header);
  if (!may.ok) return refuseNotInLog(wireCode[may.refusal.code]);
  const keyThen = memberOf(placeThen.state, idFromBytes(header.author))?.signPk;
  const isSameKey = keyThen !== undefined && equalBytes(keyThen, may.value.signPk);
  return isSameKey ? ok(undefined) : refuseNotInLog('signature-wrong');
}

function entryAfter({ seq, hash }: Place, { id, event }: Verified, at: Minutes): StoredEntry {
  return {
    seq: seq + 1,
    at,
    type: 'event',
    hash: logNext(hash, id),
    statement: event.header,
    signature: event.signature,
    body: event.body ?? null,
  };
}

async function answerAgain(writes: Writes, { space, id, event }: Verified): Promise<Outcome> {
  const { header: statement, signature } = event;
  const before = await firstAnswer(writes, { space, id, statement, signature });
  return { answer: before ?? refuse('store-away', 'an id without its entry') };
}

/** The place as the store has it; decoded again only where commits or leaves have come. */
async function asStored(writes: Writes, known: Place, now: StoredPlace | null): Promise<Place> {
  if (now?.controlSeq === known.controlSeq) return { ...known, ...now };
  const anew = await readPlace(writes, known.space);
  assert(anew !== null, 'a log stays');
  return anew;
}
