import { asJson } from '#device/archive/as-json.ts';
import { frontPage, spacePages } from '#device/archive/html.ts';
import { staysHere, withoutOffered } from '#device/archive/left-out.ts';
import { takeFiles } from '#device/archive/take-files.ts';
import { archivedSpaceView, type ArchivedSpaceView } from '#device/archive/view.ts';
import { createZip, type ZipWriter } from '#device/archive/zip.ts';
import type { TakenAlong, TakingAlong } from '#device/device.ts';
import type { Home } from '#device/home.ts';
import { receivedAfter } from '#device/repair/received.ts';
import { hashAt, type LiveSpace } from '#device/space/live.ts';
import { nameAmongAll } from '#device/view/names.ts';
import { foldOn, startFold } from '#domain/space/fold.ts';
import { isLetGo } from '#domain/space/ledger.ts';
import type { EventEntry } from '#domain/space/log.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { idToBytes, type EventId, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { toMinutes } from '#kernel/time.ts';
import {
  archiveVersion,
  contentsPath,
  logPagePath,
  type ArchivedSpace,
  type Contents,
} from '#protocol/archive.ts';
import type { LogEntry } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';

/**
 * One file with everything that I could read, made here and handed to nobody: pages to read, the same for other
 * programs, and the logs with the keys that open them. What was taken back is in none of them.
 */
export async function takeAlong(
  home: Home,
  { spaces: wanted, words }: TakingAlong,
): Promise<Result<TakenAlong>> {
  const lives = [...home.spaces.values()].filter(
    ({ id, place }) => place.seq > 0 && (wanted === null || wanted.includes(id)),
  );
  if (lives.length === 0) return refuse('nothing-to-take');
  const at = home.clock();
  const zip = createZip(at);
  const spaces: ArchivedSpace[] = [];
  const views: ArchivedSpaceView[] = [];
  let missing = 0;
  for (const live of lives) {
    const number = views.length + 1;
    const taken = await live.inbox(() => takeSpace(home, live, { zip, number }));
    if (!taken.ok) return taken;
    const { archived, state, leftOut } = taken.value;
    const files = await takeFiles(home, live, { zip, number, state });
    missing += files.missing;
    const json = asJson({ ...state, leftOut: [...leftOut], files: files.paths });
    zip.add({ path: `spaces/${number}.json`, bytes: utf8ToBytes(json), packed: true });
    const view = archivedSpaceView(state, {
      me: home.me.person,
      nameElsewhere: (person) => nameAmongAll(home, person),
      files: files.paths,
      leftOut: leftOut.size,
      unknownPeople: 0,
    });
    spaces.push(archived);
    views.push(view);
    for (const { path, html } of spacePages(words, number, view))
      zip.add({ path, bytes: utf8ToBytes(html), packed: true });
  }
  const { path, html } = frontPage(words, { at, spaces: views });
  zip.add({ path, bytes: utf8ToBytes(html), packed: true });
  const contents: Contents = {
    v: archiveVersion,
    at: toMinutes(at),
    person: home.me.line.person,
    spaces,
    chains: await chainsOf(home, lives),
    files: [...zip.hashes()],
  };
  zip.add({ path: contentsPath, bytes: toCbor(contents), packed: false });
  return ok({ file: zip.end(), spaces: spaces.length, missing });
}

interface Place {
  readonly zip: ZipWriter;
  readonly number: number;
}

/** Nothing is taken in meanwhile, so what is read and what is folded are the same log. */
async function takeSpace(
  home: Home,
  live: LiveSpace,
  { zip, number }: Place,
): Promise<Result<Taken & { archived: ArchivedSpace }>> {
  const { state, leftOut } = stateToTake(live, home.me.person);
  let seq = 0;
  let pages = 0;
  while (seq < live.place.seq) {
    const entries = await receivedAfter(home.safe, live, seq);
    if (entries.length === 0) break;
    const kept = entries.map((entry) => withoutBodies(live, leftOut, entry));
    pages += 1;
    zip.add({ path: logPagePath(number, pages), bytes: toCbor({ entries: kept }), packed: false });
    seq += entries.length;
  }
  const hash = hashAt(live, seq);
  // A device that has opened a log has it as it came, too.
  if (hash === undefined || seq < live.place.seq) return refuse('log-incomplete');
  const epochs = [...live.epochs.values()].flatMap(({ epoch, secret }) =>
    secret === undefined ? [] : [{ epoch, secret }],
  );
  const archived = {
    space: idToBytes(live.id),
    kind: live.kind,
    seq,
    hash,
    pages,
    epochs,
    leftOut: [...leftOut].map(idToBytes),
  };
  return ok({ archived, state, leftOut });
}

interface Taken {
  readonly state: SpaceState;
  readonly leftOut: ReadonlySet<EventId>;
}

/** The space as whoever opens the archive will see it: without what others only offered. */
function stateToTake({ id, kind, fold }: LiveSpace, me: PersonId): Taken {
  const entries = valuesOf(fold.ledger.entries);
  // What was let go is nobody's any more, and leaves nothing to be left out.
  const offered = entries.filter(
    (entry): entry is EventEntry =>
      entry.type === 'event' && !isLetGo(fold.ledger, entry.eventId) && staysHere(entry, me),
  );
  if (offered.length === 0) return { state: fold.state, leftOut: new Set() };
  const leftOut = new Set(offered.map(({ eventId }) => eventId));
  const without = entries.map((entry) =>
    entry.type === 'event' && leftOut.has(entry.eventId) ? withoutOffered(entry) : entry,
  );
  return { state: foldOn(startFold({ space: id, kind }), without).state, leftOut };
}

/** What is left out, and what was taken back and may still lie here sealed, goes without its words. */
function withoutBodies(live: LiveSpace, leftOut: ReadonlySet<EventId>, entry: LogEntry): LogEntry {
  const known = live.fold.ledger.entries.at(entry.seq - 1);
  if (entry.event?.body === undefined || known?.type !== 'event') return entry;
  if (!leftOut.has(known.eventId) && !isLetGo(live.fold.ledger, known.eventId)) return entry;
  const { header, signature } = entry.event;
  return { ...entry, event: { header, signature } };
}

/** Whose key is whose shows in their chains. Without a line, or from strangers by now, they cannot be had. */
async function chainsOf(home: Home, lives: readonly LiveSpace[]): Promise<Contents['chains']> {
  const people = new Set(lives.flatMap(({ fold }) => [...fold.state.members, ...fold.state.former]));
  const chains: Contents['chains'] = [];
  for (const person of people) {
    const answer = await home.transport.call('chain', {}, { person });
    if (answer.ok) chains.push(answer.value.chain);
    else if (answer.refusal.code !== 'not-found') break;
  }
  return chains;
}
