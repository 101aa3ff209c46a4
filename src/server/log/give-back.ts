import { goneWith, startOfLog, verifyEntries, type LogPlace, type Verified } from '#crypto/verify-entry.ts';
import { assert } from '#kernel/assert.ts';
import { bytesToText, equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, idToBytes, type EventId, type PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import { toMinutes, type Minutes } from '#kernel/time.ts';
import type { AnswerOf, LogEntry } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { dropSchema } from '#protocol/commit.ts';
import { memberOf, type SpaceState } from '#protocol/space-state.ts';
import type { Answer } from '#server/refusal.ts';
import type { Reads, StoredEntry, Writes } from '#server/store/store.ts';
import { announceEntry, announceSpace, peopleIn } from './announce.ts';
import { namesPeopleRightly, writeRoster } from './commit.ts';
import { entryToStored } from './entries.ts';
import { writeGone } from './gone.ts';
import type { LogParts } from './log.ts';
import { readPlace, stateToCbor, type Place } from './places.ts';
import { wireCode } from './refusals.ts';
import { wipe } from './wipe.ts';

/**
 * After a restored backup: entries that were in this log and are lost, handed over by anybody who is in the space. An
 * entry shows by itself that it belongs at its place, so nobody is asked who brings it. What would be a budget at the
 * usual doors was one already when the entry came first.
 */

type GivenBack = AnswerOf<'giveBack'>;

const triesMost = 4;
/** The same as a page of the log: what is there already is compared as a whole. */
const compareBytesMost = 4 * 1024 * 1024;

export async function giveBack(
  parts: LogParts,
  { giver, space, entries }: Giving,
): Promise<Answer<GivenBack>> {
  for (let tries = 0; tries < triesMost; tries++) {
    const place = await parts.places.of(space);
    const isIn = place !== null && memberOf(place.state, giver) !== undefined;
    const fresh = await notThereYet(parts.store.read, place, { space, entries });
    // To whoever is not in a space it is not there, whatever they bring.
    if (!fresh.ok) return isIn ? fresh : refuse('not-a-member');
    if (place !== null && fresh.value.length === 0)
      return isIn ? ok({ seq: place.seq, hash: place.hash }) : refuse('not-a-member');
    const ready = await readyToGive(parts, space, place ?? startOfLog(space), fresh.value);
    // Somebody else may have given it back in this very moment.
    if (!ready.ok && (await hasMoved(parts.store.read, space, place))) continue;
    if (!ready.ok) return isIn ? ready : refuse('not-a-member');
    if (!isInAfter(ready.value, giver)) return refuse('not-a-member');
    const written = await parts.store.write((writes) => write(writes, space, place, ready.value), []);
    if (written === 'moved') continue;
    tellEverybody(parts, ready.value, place);
    const { seq, hash } = ready.value.at(-1)!.entry;
    return ok({ seq, hash });
  }
  return refuse('store-away', 'the space moves too fast');
}

async function hasMoved(reads: Pick<Reads, 'space'>, space: Bytes, place: Place | null): Promise<boolean> {
  return (await readPlace(reads, space))?.seq !== place?.seq;
}

export interface Giving {
  readonly giver: PersonId;
  readonly space: Bytes;
  readonly entries: readonly LogEntry[];
}

/** One lost entry, found to belong where it stood, and as the store will have it. */
interface Ready {
  readonly verified: Verified;
  readonly entry: StoredEntry;
  readonly id: Bytes;
}

/** Those after the end of this log; the ones before have to be what stands there. */
async function notThereYet(
  reads: Pick<Reads, 'entries'>,
  place: Place | null,
  { space, entries }: Pick<Giving, 'space' | 'entries'>,
): Promise<Answer<readonly LogEntry[]>> {
  const end = place?.seq ?? 0;
  const first = entries[0]?.seq ?? 1;
  if (first > end + 1) return refuse('malformed', 'places in between are missing');
  if (entries.some(({ seq }, index) => seq !== first + index)) return refuse('malformed', 'not in order');
  const most = Math.min(entries.length, end + 1 - first);
  if (most === 0) return ok(entries);
  const there = await reads.entries(space, { after: first - 1, most, bytesMost: compareBytesMost });
  const isSame = there.every((stored, index) => {
    const given = entries[index] && entryToStored(entries[index], stored.hash);
    if (!given) return false;
    return equalBytes(given.statement, stored.statement) && equalBytes(given.signature, stored.signature);
  });
  return isSame ? ok(entries.slice(most)) : refuse('place-taken');
}

/** Asks of each what every device asks, and beside that what only the server can know. */
async function readyToGive(
  parts: LogParts,
  space: Bytes,
  place: LogPlace,
  entries: readonly LogEntry[],
): Promise<Answer<readonly Ready[]>> {
  const { read } = parts.store;
  const keys = await formerKeys(read, space, entries);
  const checked = await verifyEntries(place, entries, { formerKey: (person) => keys.get(person) });
  if (!checked.ok) return refuse(wireCode[checked.refusal.code], checked.refusal.detail);
  const { verified } = checked.value;
  // The community is founded, and never opened by anybody else.
  if (place.state === null && verified[0]?.place.state?.kind === 'community') return refuse('not-a-member');
  if (!areMissingBodiesLetGo(verified)) return refuse('malformed', 'body');
  for (const one of verified) {
    if (one.type === 'event' && !(await isSeenRight(read, space, one))) return refuse('seen-wrong');
    if (one.type === 'commit' && !(await namesPeopleRightly(parts, one.commit, undefined)))
      return refuse('commit-refused', 'roster-line');
  }

  const now = toMinutes(parts.clock());
  let at = await lastMinute(read, space, place.seq);
  const ready: Ready[] = [];
  for (const [index, one] of verified.entries()) {
    const stored = entryToStored(entries[index]!, one.hash);
    assert(stored !== null, 'what verifies is an entry');
    // Nobody signs the minute, so it is believed as far as it can be true.
    at = Math.max(at, Math.min(stored.at, now));
    ready.push({ verified: one, entry: { ...stored, at }, id: idToBytes(one.id) });
  }
  if (new Set(ready.map(({ id }) => bytesToText(id))).size < ready.length) return refuse('id-taken');
  for (const { id } of ready) if ((await read.entryById(space, id)) !== null) return refuse('id-taken');
  return ok(ready);
}

/** What somebody who left may still append is signed with the key that the roster had. */
async function formerKeys(
  reads: Pick<Reads, 'membership'>,
  space: Bytes,
  entries: readonly LogEntry[],
): Promise<ReadonlyMap<PersonId, Bytes>> {
  const keys = new Map<PersonId, Bytes>();
  for (const { drop } of entries) {
    const read = drop && fromCbor(dropSchema, drop.drop);
    if (!read?.ok) continue;
    const membership = await reads.membership(space, read.value.person);
    if (membership?.isFormer === true) keys.set(idFromBytes(read.value.person), membership.signPk);
  }
  return keys;
}

/** Only what its author took back, by one of these very entries, comes without its body: nobody wipes another's words. */
function areMissingBodiesLetGo(verified: readonly Verified[]): boolean {
  const authorByDropped = new Map<EventId, PersonId>();
  for (const one of verified) {
    const ids = one.type === 'drop' ? one.drop.ids : one.type === 'event' ? (one.header.drops ?? []) : [];
    const author = one.type === 'drop' ? one.drop.person : one.type === 'event' ? one.header.author : null;
    if (author === null) continue;
    for (const id of ids) authorByDropped.set(idFromBytes(id), idFromBytes(author));
  }
  return verified.every(
    (one) =>
      one.type !== 'event' ||
      one.event.body !== undefined ||
      authorByDropped.get(one.id) === idFromBytes(one.header.author),
  );
}

type VerifiedEvent = Extract<Verified, { type: 'event' }>;

async function isSeenRight(
  reads: Pick<Reads, 'hashAt'>,
  space: Bytes,
  { seenIsRight, header: { seen } }: VerifiedEvent,
): Promise<boolean> {
  if (seenIsRight !== 'unknown') return seenIsRight;
  const hash = await reads.hashAt(space, seen.seq);
  return hash !== null && equalBytes(hash, seen.hash);
}

async function lastMinute(reads: Pick<Reads, 'entries'>, space: Bytes, seq: number): Promise<Minutes> {
  if (seq === 0) return 0;
  const [last] = await reads.entries(space, { after: seq - 1, most: 1, bytesMost: 0 });
  return last?.at ?? 0;
}

/** All of them, or none where the log has grown meanwhile. */
async function write(
  writes: Writes,
  space: Bytes,
  place: Place | null,
  ready: readonly Ready[],
): Promise<void | 'moved'> {
  const now = await writes.place(space);
  if (now?.seq !== place?.seq) return 'moved';
  let before = place?.state ?? null;
  for (const { verified, entry, id } of ready) {
    const { state } = verified.place;
    assert(state !== null, 'there is a state after every entry');
    const stored = { space, controlSeq: entry.seq, state: stateToCbor(state) };
    if (before === null) await writes.addSpace({ ...stored, kind: state.kind });
    else if (isControl(verified)) await writes.putState(space, stored);
    assert(await writes.addEntry(space, id, entry), 'an id that is not there yet');
    await writeEffect(writes, { verified, before, at: entry.at });
    before = state;
  }
}

interface Effect {
  readonly verified: Verified;
  readonly before: SpaceState | null;
  readonly at: Minutes;
}

/** What hangs on an entry beside its place. */
async function writeEffect(writes: Writes, { verified: one, before, at }: Effect): Promise<void> {
  for (const gone of goneWith(one)) {
    if (before !== null) await writeGone(writes, before, { ...gone, endedAt: one.seq });
  }
  switch (one.type) {
    case 'commit':
      await writeRoster(writes, one.commit, at);
      break;
    case 'leave':
      break;
    case 'event': {
      const { space, author, drops = [] } = one.header;
      return wipe(writes, { space, author, ids: drops });
    }
    case 'drop': {
      const { space, person, ids } = one.drop;
      return wipe(writes, { space, author: person, ids });
    }
  }
}

function isControl({ type }: Verified): boolean {
  return type === 'commit' || type === 'leave';
}

/** As if it had just been written: whoever had not read it before it was lost reads it now. */
function tellEverybody(
  { places, bus, scrubSoon }: LogParts,
  ready: readonly Ready[],
  place: Place | null,
): void {
  let controlSeq = place?.controlSeq ?? 1;
  let before = place?.state ?? null;
  for (const { verified, entry } of ready) {
    const { state } = verified.place;
    assert(state !== null, 'there is a state after every entry');
    const { seq, hash } = entry;
    const { space, kind } = state;
    if (isControl(verified)) controlSeq = seq;
    places.settle({ space, kind, state, controlSeq, seq, hash });
    const came = verified.type === 'commit' ? verified.commit.adds : [];
    for (const { person } of came) announceSpace(bus, { space, kind, seq, hash }, idFromBytes(person));
    // Whoever leaves or is removed hears of it for the last time.
    announceEntry(
      bus,
      space,
      entry,
      peopleIn(goneWith(verified).length > 0 && before !== null ? before : state),
    );
    before = state;
    const lets =
      verified.type === 'drop' || (verified.type === 'event' && verified.header.drops !== undefined);
    if (lets) scrubSoon();
  }
}

function isInAfter(ready: readonly Ready[], giver: PersonId): boolean {
  const state = ready.at(-1)?.verified.place.state ?? null;
  return state !== null && memberOf(state, giver) !== undefined;
}
