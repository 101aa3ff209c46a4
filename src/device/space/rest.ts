import { startLive, type LiveSpace } from '#device/space/live.ts';
import type { OutboxRecord, PlaceRecord } from '#device/records.ts';
import type { Put, Safe } from '#device/safe.ts';
import { blockOf, shardKey } from '#device/search/shard-key.ts';
import { foldOn } from '#domain/space/fold.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import type { LogEntry } from '#domain/space/log.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { SpaceId } from '#kernel/ids.ts';

/** Few enough that a new entry costs little to write down, enough that a long log is quickly read. */
const chunkSize = 100;

/**
 * What has to be written down so that nothing up to this place is verified or opened twice.
 *
 * @param changed the places whose entries are new or read otherwise than before
 */
export function toRest(live: LiveSpace, changed: readonly number[]): readonly Put[] {
  const { place, kind } = live;
  if (!live.kept || place.state === null) return [];
  const chunks = new Set(changed.map((seq) => Math.floor((seq - 1) / chunkSize)));
  const value = {
    kind,
    state: place.state,
    seq: place.seq,
    hash: place.hash,
    epochs: [...live.epochs.values()],
    former: [...live.formerKeys].map(([person, signPk]) => ({ person, signPk })),
    dueSince: live.dueSince,
    problem: live.problem,
    doubtful: live.doubtful,
    vaultNamed: live.vaultNamed,
    movedAt: live.movedAt,
    invited: [...live.invitedAt].map(([person, number]) => ({ person, number })),
    readsFrom: live.readsFrom,
  };
  return [
    ...[...chunks].map((chunk) => chunkOf(live, chunk)),
    ...shardsLetGo(live, changed),
    { table: 'spaces', key: live.id, value },
  ];
}

/** What the search wrote down of words that were let go leaves the device with them. */
function shardsLetGo(live: LiveSpace, changed: readonly number[]): readonly Put[] {
  const { entries, placeById } = live.fold.ledger;
  const places = changed.flatMap((seq) => {
    const entry = entries.at(seq - 1);
    if (entry?.type !== 'event' || !isLetGo(live.fold.ledger, entry.eventId)) return [];
    // Words that were put in the place of others stand where those stood.
    const named = entry.body.state === 'opened' ? Object.values(entry.body.content ?? {}) : [];
    return [seq, ...named.flatMap((id) => placeById.get(String(id)) ?? [])];
  });
  return [...new Set(places.map(blockOf))].map((block) => ({
    table: 'search',
    key: shardKey(live.id, block),
  }));
}

export function outboxPut(live: LiveSpace, record: OutboxRecord): Put {
  return { table: 'outbox', key: outboxKey(live, record), value: record };
}

export function outboxGone(live: LiveSpace, record: OutboxRecord): Put {
  return { table: 'outbox', key: outboxKey(live, record) };
}

/** Everything of a space goes from this device. */
export async function forgetSpace(safe: Safe, id: SpaceId): Promise<void> {
  const [entries, received, outbox, shards, files, parts] = await Promise.all([
    safe.list('entries', id),
    safe.list('received', id),
    safe.list('outbox', id),
    safe.list('search', id),
    safe.list('files', id),
    safe.list('parts', id),
  ]);
  await safe.write([
    { table: 'spaces', key: id },
    { table: 'drafts', key: id },
    ...entries.map(({ key }): Put => ({ table: 'entries', key })),
    ...received.map(({ key }): Put => ({ table: 'received', key })),
    ...outbox.map(({ key }): Put => ({ table: 'outbox', key })),
    ...shards.map(({ key }): Put => ({ table: 'search', key })),
    ...files.map(({ key }): Put => ({ table: 'files', key })),
    ...parts.map(({ key }): Put => ({ table: 'parts', key })),
  ]);
}

/** Puts a space together again from what rests here. */
export async function fromRest(safe: Safe, id: SpaceId): Promise<LiveSpace | null> {
  const record = await safe.get('spaces', id);
  if (record === null) return null;
  const [chunks, waiting] = await Promise.all([safe.list('entries', id), safe.list('outbox', id)]);
  const live = startLive(id, record.kind);
  live.kept = true;
  live.place = { state: record.state, seq: record.seq, hash: record.hash };
  live.dueSince = record.dueSince;
  live.problem = record.problem;
  live.doubtful = record.doubtful === true;
  live.vaultNamed = record.vaultNamed;
  live.movedAt = record.movedAt;
  live.readsFrom = record.readsFrom;
  for (const epoch of record.epochs) live.epochs.set(epoch.epoch, epoch);
  for (const { person, signPk } of record.former) live.formerKeys.set(person, signPk);
  for (const { person, number } of record.invited ?? []) live.invitedAt.set(person, number);
  live.outbox = waiting.map(({ value }) => value);
  // What a former run had sealed it may have sent, too.
  for (const { number, sealed } of live.outbox) if (sealed !== undefined) live.triedToSend.add(number);

  const places = chunks.flatMap(({ value }) => value.places);
  for (const { hash, entry, sealed, key } of places) {
    live.hashes.push(hash);
    if (key !== undefined && entry.type === 'event') live.eventKeys.set(entry.eventId, key);
    if (sealed !== undefined) (isBeforeMe(entry) ? live.before : live.sealed).set(entry.seq, sealed);
  }
  const entries = places.map(({ entry }) => entry);
  live.fold = foldOn(live.fold, entries);
  return live;
}

function isBeforeMe(entry: LogEntry): boolean {
  return entry.type === 'event' && entry.body.state === 'before-me';
}

function outboxKey(live: LiveSpace, { number }: OutboxRecord): string {
  return `${live.id} ${inOrder(number)}`;
}

/** As text, so that keys stand in the order of their numbers. */
function inOrder(number: number): string {
  return String(number).padStart(12, '0');
}

function chunkOf(live: LiveSpace, chunk: number): Put {
  const places: PlaceRecord[] = [];
  for (let seq = chunk * chunkSize + 1; seq <= Math.min((chunk + 1) * chunkSize, live.place.seq); seq++) {
    const entry = live.fold.ledger.entries.at(seq - 1);
    const hash = live.hashes[seq - 1];
    if (entry === undefined || hash === undefined) break;
    const sealed = live.sealed.get(seq) ?? live.before.get(seq);
    places.push({ hash, entry: withoutLetGo(live, entry), sealed, key: keyOf(live, entry) });
  }
  return { table: 'entries', key: `${live.id} ${inOrder(chunk)}`, value: { places } };
}

function keyOf(live: LiveSpace, entry: LogEntry): Bytes | undefined {
  if (entry.type !== 'event' || isLetGo(live.fold.ledger, entry.eventId)) return undefined;
  return live.eventKeys.get(entry.eventId);
}

/** Words that were let go leave this device too: they fold as if they had never been, with them or without. */
function withoutLetGo(live: LiveSpace, entry: LogEntry): LogEntry {
  if (entry.type !== 'event' || !isLetGo(live.fold.ledger, entry.eventId)) return entry;
  return { ...entry, body: { state: 'kept-back' } };
}
