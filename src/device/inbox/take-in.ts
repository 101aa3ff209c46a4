import { openEvent, openWithEventKey, type Opened, type OpenRefusal } from '#crypto/seal.ts';
import { goneWith, verifyEntries, type EntryRefusal, type Verified } from '#crypto/verify-entry.ts';
import { isBeforeMe, readsFromSeat, takeFromWaiting, takeHandedKeys } from '#device/inbox/before-me.ts';
import { hashAt, type LiveSpace } from '#device/space/live.ts';
import type { Removal, Unseated } from '#domain/space/define.ts';
import { foldOn } from '#domain/space/fold.ts';
import { spaceHandedOn } from '#domain/space/handed-on.ts';
import { kindNamed } from '#domain/space/kinds.ts';
import type { EventBody, LogEntry } from '#domain/space/log.ts';
import { bytesToText, equalBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type EventId, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { minute } from '#kernel/time.ts';
import type { LogEntry as WireEntry } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { removalStatementSchema, seatStatementSchema } from '#protocol/care.ts';
import type { Commit, Update } from '#protocol/commit.ts';
import { headerSchema, type Header, type Payload, type SignedEvent } from '#protocol/envelope.ts';
import type { SpaceState } from '#protocol/space-state.ts';
import { placesLetGo } from '#device/inbox/let-go.ts';

/** What came of taking entries in. */
export interface TakenIn {
  /** Places that are new, or that read otherwise than before. */
  readonly changed: readonly number[];
  /**
   * My own that came back from the log: by the word that one act carries however often it is sealed, or by its id
   * where it cannot be read, because it was let go before this device had it back.
   */
  readonly settled: ReadonlySet<string>;
}

/** What the server says stands at a place. */
export interface Claim {
  readonly seq: number;
  readonly hash: Bytes;
}

export interface Arrival {
  readonly entries: readonly WireEntry[];
  readonly claim: Claim;
  /** Whose words count as come back; null for a newcomer who only looks. */
  readonly me: PersonId | null;
  /** Up to this place no bodies were asked for: one that is not there is not kept back. */
  readonly leftOutUpTo?: number;
}

/**
 * Entries that follow what is verified here: checks them all, opens what there are keys for, and folds. Nothing is
 * believed of a page in which one entry is wrong, or that does not lead to where the server says that it does.
 */
export async function takeIn(
  live: LiveSpace,
  { entries, claim, me, leftOutUpTo = 0 }: Arrival,
): Promise<Result<TakenIn, EntryRefusal | 'fork'>> {
  const checked = await verifyEntries(live.place, entries, {
    hashAt: (seq) => hashAt(live, seq),
    formerKey: (person) => live.formerKeys.get(person),
  });
  if (!checked.ok) return checked;
  const { place } = checked.value;
  if (place.seq === claim.seq && !equalBytes(place.hash, claim.hash)) return refuse('fork');

  let before = live.place.state;
  for (const one of checked.value.verified) {
    noteInvited(live, one, before);
    noteOutside(live, one, me);
    before = one.place.state;
  }
  const opened = await Promise.all(
    checked.value.verified.map((one) => openOne(live, one, { me, isLeftOut: one.seq <= leftOutUpTo })),
  );
  live.place = place;
  live.received = [...live.received, ...entries];
  live.hashes.push(...checked.value.verified.map(({ hash }) => hash));
  live.fold = foldOn(
    live.fold,
    opened.map(({ entry }) => entry),
  );
  const late = await openPast(live, me);
  const settled = new Set(opened.flatMap(({ settles }) => (settles === null ? [] : [settles])));
  const changed = opened.flatMap(({ entry }) => [entry.seq, ...placesLetGo(live, entry)]);
  return ok({ changed: [...changed, ...late], settled });
}

/** What came before me: told apart from what waits, and opened where its key was handed on. Gives the places. */
export async function openPast(live: LiveSpace, me: PersonId | null): Promise<readonly number[]> {
  if (live.readsFrom === undefined) return [];
  const found = [...takeFromWaiting(live)];
  for (const [seq, event] of live.before) {
    const known = live.fold.ledger.entries.at(seq - 1);
    if (known?.type !== 'event' || !live.handed.has(known.eventId)) continue;
    const { body } = await openBody(live, { event, id: known.eventId, me });
    if (body.state !== 'opened') continue;
    live.before.delete(seq);
    found.push({ ...known, body });
  }
  if (found.length > 0) live.fold = foldOn(live.fold, found);
  return found.map(({ seq }) => seq);
}

/** Opens what waited for its key, once that is here. */
export async function openWaiting(live: LiveSpace, me: PersonId | null): Promise<TakenIn> {
  const changed: number[] = [];
  const settled = new Set<string>();
  const entries: LogEntry[] = [];
  for (const [seq, event] of live.sealed) {
    const known = live.fold.ledger.entries.at(seq - 1);
    if (known?.type !== 'event') continue;
    const { body, once } = await openBody(live, { event, id: known.eventId, me });
    if (body.state === 'waiting') continue;
    live.sealed.delete(seq);
    if (body.state === 'before-me') live.before.set(seq, event);
    entries.push({ ...known, body });
    changed.push(seq);
    if (once !== null) settled.add(once);
  }
  live.fold = foldOn(live.fold, entries);
  changed.push(...(await openPast(live, me)));
  return { changed, settled };
}

interface OpenedEntry {
  readonly entry: LogEntry;
  readonly settles: string | null;
}

interface Reader {
  readonly me: PersonId | null;
  readonly isLeftOut: boolean;
}

async function openOne(live: LiveSpace, one: Verified, { me, isLeftOut }: Reader): Promise<OpenedEntry> {
  const placed = { seq: one.seq, at: one.at * minute };
  switch (one.type) {
    case 'commit': {
      const joined = one.commit.adds.map(({ person }) => idFromBytes<'person'>(person));
      const left = one.removed.map(({ person }) => idFromBytes<'person'>(person));
      const removed = left.length > 0 && { removed: removalsIn(one.commit) };
      const unseated = unseatedIn(one.commit);
      const byOthers = { ...removed, ...(unseated.length > 0 && { unseated }) };
      return {
        entry: { type: 'membership', ...placed, members: membersOf(one), joined, left, ...byOthers },
        settles: null,
      };
    }
    case 'leave': {
      const left = [idFromBytes<'person'>(one.leave.person)];
      return {
        entry: { type: 'membership', ...placed, members: membersOf(one), joined: [], left },
        settles: null,
      };
    }
    case 'drop': {
      const author = idFromBytes<'person'>(one.drop.person);
      const drops = one.drop.ids.map((id) => idFromBytes<'event'>(id));
      return { entry: { type: 'drop', ...placed, author, drops }, settles: null };
    }
    case 'event': {
      const { body, once } = isLeftOut ? waiting : await openBody(live, { event: one.event, id: one.id, me });
      if (one.seenIsRight === false) live.doubtful = true;
      if (body.state === 'waiting') live.sealed.set(one.seq, one.event);
      if (body.state === 'before-me') live.before.set(one.seq, one.event);
      const outside = outsideOf(one.header);
      const settles = once ?? (outside.author === me ? one.id : null);
      return { entry: { type: 'event', ...placed, ...outside, eventId: one.id, body }, settles };
    }
  }
}

/** Whoever signed said the same, or the commit would not stand in the log. */
function removalsIn({ removes, cause }: Commit): readonly Removal[] {
  const [first] = cause;
  const said = first && fromCbor(removalStatementSchema, first.statement);
  const reason = said?.ok === true ? bytesToText(said.value.reason) : '';
  const by = cause.map(({ signer }) => idFromBytes<'person'>(signer));
  return removes.map((person) => ({ person: idFromBytes(person), by, reason }));
}

/** Nobody else's word is needed for one's own going out of the care circle, so then there is none. */
function unseatedIn({ author, number, care, cause }: Commit): readonly Unseated[] {
  const [first] = cause;
  // The first commit of a place names whom its circle begins with.
  const isOwn = care !== undefined && first === undefined && number > 1;
  if (isOwn) return [{ person: idFromBytes(author), by: [] }];
  const said = first && fromCbor(seatStatementSchema, first.statement);
  if (said?.ok !== true || said.value.seat !== 'out') return [];
  const by = cause.map(({ signer }) => idFromBytes<'person'>(signer));
  return [{ person: idFromBytes(said.value.person), by }];
}

function membersOf({ state }: { readonly state: { readonly members: readonly { person: Uint8Array }[] } }) {
  return state.members.map(({ person }) => idFromBytes<'person'>(person));
}

function outsideOf({ author, drops = [] }: Header): { author: PersonId; drops: readonly EventId[] } {
  return { author: idFromBytes(author), drops: drops.map((id) => idFromBytes<'event'>(id)) };
}

interface OpenedBodyOf {
  readonly body: EventBody;
  readonly once: string | null;
}

/** What opens to nothing that can be read is a thing nobody knows, the same on every device. */
const unreadable = { state: 'opened', kind: 'unreadable.body', at: 0, must: false, content: {} } as const;

const waiting: OpenedBodyOf = { body: { state: 'waiting' }, once: null };

interface Sealed {
  readonly event: SignedEvent;
  readonly id: EventId;
  readonly me: PersonId | null;
}

async function openBody(live: LiveSpace, { event, id, me }: Sealed): Promise<OpenedBodyOf> {
  const { header: headerBytes, body } = event;
  if (body === undefined) return { body: { state: 'kept-back' }, once: null };
  const header = fromCbor(headerSchema, headerBytes);
  if (!header.ok) return { body: { ...unreadable, once: '' }, once: null };
  const opened = await openByAnyKey(live, id, { header: header.value, body });
  if (opened === null) {
    const state = isBeforeMe(live, header.value.epoch) ? 'before-me' : 'waiting';
    return { body: { state }, once: null };
  }
  if (!opened.ok) return { body: { ...unreadable, once: bytesToText(header.value.bodyHash) }, once: null };
  const { payload, ek } = opened.value;
  if (payload.kind === spaceHandedOn.kind) takeHandedKeys(live, payload.content);
  if (live.kind === 'circle' && kindNamed(payload.kind)?.handedOn === true) live.eventKeys.set(id, ek);
  const isMine = me !== null && idFromBytes(header.value.author) === me;
  if (isMine) live.vaultNamed = Math.max(live.vaultNamed, payload.vault);
  const read = bodyOf(payload);
  return { body: read, once: isMine ? read.once : null };
}

/** By its epoch's secret, or else by a key of its own that somebody handed on. Null where neither is here. */
async function openByAnyKey(
  live: LiveSpace,
  id: EventId,
  sealed: { readonly header: Header; readonly body: Bytes },
): Promise<Result<Opened, OpenRefusal> | null> {
  const secret = live.epochs.get(sealed.header.epoch)?.secret;
  if (secret !== undefined) return openEvent({ secret, ...sealed });
  for (const key of live.handed.get(id) ?? []) {
    const opened = await openWithEventKey(key, sealed.header, sealed.body);
    if (opened.ok || opened.refusal.code === 'malformed') return opened;
  }
  live.handed.delete(id);
  return null;
}

function bodyOf({ kind, at, once, must, content }: Payload) {
  return { state: 'opened', kind, at, once: bytesToText(once), must: must === true, content } as const;
}

/** Since when whoever comes in was let read here: once they are in, the roster says it no more. */
function noteInvited(live: LiveSpace, one: Verified, before: SpaceState | null): void {
  if (one.type !== 'commit') return;
  for (const { person, accept } of one.commit.adds) {
    const opened = before?.invitations.find(({ signPk }) => accept && equalBytes(signPk, accept.invitation));
    if (opened !== undefined) live.invitedAt.set(idFromBytes(person), opened.number);
  }
}

function isPerson(wanted: PersonId) {
  return ({ person }: Update) => idFromBytes(person) === wanted;
}

/** What commits and leaves change beside who is present: epochs, when a new one became due, keys of those who left. */
function noteOutside(live: LiveSpace, one: Verified, me: PersonId | null): void {
  if (one.type !== 'commit' && one.type !== 'leave') return;
  for (const { person, signPk } of goneWith(one)) live.formerKeys.set(idFromBytes(person), signPk);
  if (one.type === 'commit' && one.commit.keyHash !== undefined) {
    const { epoch, number, prev, keyHash, earlier } = one.commit;
    const known = live.epochs.get(epoch);
    // A secret of my own making is here before its commit; if another commit won, it opens nothing.
    const secret = known !== undefined && equalBytes(known.keyHash, keyHash) ? known.secret : undefined;
    live.epochs.set(epoch, { epoch, number, prev, keyHash, earlier, secret });
  }
  const mine = one.type === 'commit' && me !== null && one.commit.adds.some(isPerson(me));
  if (mine) readsFromSeat(live, live.invitedAt.get(me) ?? one.commit.number);
  if (one.type === 'commit' && me !== null && one.commit.updates.some(isPerson(me)))
    live.movedAt = one.commit.number;
  if (!one.state.due) live.dueSince = undefined;
  else live.dueSince ??= one.at * minute;
}
