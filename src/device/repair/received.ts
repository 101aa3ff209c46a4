import type { Put, Safe } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import type { LogEntry } from '#protocol/api.ts';

/**
 * Entries byte for byte as they came, for a server that loses them. They are as sealed as they were there, rest sealed
 * once more, and are read only to be given back. What somebody took back loses its body here, too.
 */

/** Few enough that a new entry costs little to write down. */
const chunkSize = 20;

/** @param changed places whose entries are new or read otherwise than before */
export async function receivedToRest(
  safe: Safe,
  live: LiveSpace,
  changed: readonly number[],
): Promise<readonly Put[]> {
  if (!live.kept) return [];
  const { received } = live;
  live.received = [];
  const places = [...received.map(({ seq }) => seq), ...changed.filter((seq) => isGone(live, seq))];
  const chunks = [...new Set(places.map(chunkOf))];
  return Promise.all(
    chunks.map(async (chunk): Promise<Put> => {
      const before = (await safe.get('received', keyOf(live, chunk)))?.entries ?? [];
      const fresh = received.filter(({ seq }) => chunkOf(seq) === chunk);
      const isFresh = new Set(fresh.map(({ seq }) => seq));
      const all = [...before.filter(({ seq }) => !isFresh.has(seq)), ...fresh];
      const entries = all.map((entry) => withoutLetGo(live, entry));
      return { table: 'received', key: keyOf(live, chunk), value: { entries } };
    }),
  );
}

/** A request holds no more than this. */
const givenMost = 500;
const givenBytesMost = 1024 * 1024;

/** Those that follow a place, without a gap, as many as are handed over at once. */
export async function receivedAfter(
  safe: Safe,
  live: LiveSpace,
  after: number,
): Promise<readonly LogEntry[]> {
  const found: LogEntry[] = [];
  let bytes = 0;
  for (let chunk = chunkOf(after + 1); found.length < givenMost; chunk++) {
    const record = await safe.get('received', keyOf(live, chunk));
    if (record === null) return found;
    const inOrder = record.entries.filter(({ seq }) => seq > after).sort((a, b) => a.seq - b.seq);
    for (const entry of inOrder) {
      bytes += sizeOf(entry);
      const follows = entry.seq === after + 1 + found.length;
      if (!follows || bytes > givenBytesMost || found.length === givenMost) return found;
      found.push(entry);
    }
  }
  return found;
}

function withoutLetGo(live: LiveSpace, entry: LogEntry): LogEntry {
  if (entry.event?.body === undefined || !isGone(live, entry.seq)) return entry;
  const { header, signature } = entry.event;
  return { ...entry, event: { header, signature } };
}

function isGone(live: LiveSpace, seq: number): boolean {
  const entry = live.fold.ledger.entries.at(seq - 1);
  return entry?.type === 'event' && isLetGo(live.fold.ledger, entry.eventId);
}

function sizeOf({ event, commit, leave, drop }: LogEntry): number {
  const statement = event?.header ?? commit?.commit ?? leave?.leave ?? drop?.drop;
  return 200 + (statement?.length ?? 0) + (event?.body?.length ?? 0);
}

function chunkOf(seq: number): number {
  return Math.floor((seq - 1) / chunkSize);
}

function keyOf(live: LiveSpace, chunk: number): string {
  return `${live.id} ${String(chunk).padStart(12, '0')}`;
}
