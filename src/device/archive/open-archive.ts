import { archiveFileHash, keyHashOf } from '#crypto/hash.ts';
import { holdsRosterLine, verifyChain } from '#crypto/chain.ts';
import { filePaths } from '#device/archive/files.ts';
import { withoutOffered } from '#device/archive/left-out.ts';
import { openZip, type OpenedZip } from '#device/archive/open-zip.ts';
import {
  archivedSpaceView,
  type ArchivedSpaceView,
  type ArchiveView,
  type NameElsewhere,
} from '#device/archive/view.ts';
import { takeIn } from '#device/inbox/take-in.ts';
import { startLive, type LiveSpace } from '#device/space/live.ts';
import { foldOn } from '#domain/space/fold.ts';
import { nameOf } from '#domain/member/state.ts';
import type { SpaceState } from '#domain/space/state.ts';
import { bytesToText, equalBytes } from '#kernel/bytes.ts';
import { idFromBytes, type PersonId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { minute } from '#kernel/time.ts';
import {
  contentsPath,
  contentsSchema,
  logFileSchema,
  logPagePath,
  type ArchivedSpace,
  type Contents,
} from '#protocol/archive.ts';
import type { LogEntry } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { commitSchema, type Update } from '#protocol/commit.ts';
import type { SignedLink } from '#protocol/person.ts';

/** The logs of anybody are far smaller, and a phone could not hold more. */
const readMost = 512 * 1024 * 1024;

/** What comes of an archive: the same states as those it was made from, and what is shown of them. */
export interface OpenedArchive {
  readonly states: readonly SpaceState[];
  readonly view: ArchiveView;
}

/**
 * Opens what somebody took along, here or elsewhere. Nothing in it is believed for being there: every entry is verified
 * and folded as if a server had handed it out, and the pages that lie beside the logs are not looked at. Nothing is
 * kept, and nobody needs to be at home.
 */
export async function openArchive(file: Blob): Promise<Result<OpenedArchive>> {
  const opened = await openZip(file, (path) => isRead(path) || isShown(path));
  if (!opened.ok) return opened;
  const zip = opened.value;
  const read = [...zip.paths].filter(isRead).reduce((sum, path) => sum + zip.size(path), 0);
  if (read > readMost) return refuse('archive-too-large');
  const written = await zip.read(contentsPath);
  if (written === null) return refuse('archive-broken');
  const contents = fromCbor(contentsSchema, written);
  if (!contents.ok) return refuse('archive-broken');

  const chains = await chainsIn(contents.value);
  if (chains === null) return refuse('archive-altered');
  const me = idFromBytes<'person'>(contents.value.person);
  const lives: LiveSpace[] = [];
  const unknown: number[] = [];
  for (const [index, archived] of contents.value.spaces.entries()) {
    const read = await readLog(contents.value, zip, { archived, number: index + 1 });
    if (!read.ok) return read;
    const live = await foldAgain(archived, read.value, me);
    if (!live.ok) return live;
    const met = await meetAll(read.value, chains);
    if (met === null) return refuse('archive-person-differs');
    lives.push(live.value);
    unknown.push(met);
  }
  const states = lives.map(({ fold }) => fold.state);
  const nameElsewhere = namesAmong(states);
  const spaces = states.map((state, index) =>
    archivedSpaceView(state, {
      files: filesIn(zip, index + 1, state),
      me,
      nameElsewhere,
      leftOut: contents.value.spaces[index]?.leftOut.length ?? 0,
      unknownPeople: unknown[index] ?? 0,
    }),
  );
  return ok({ states, view: { at: contents.value.at * minute, me, spaces } });
}

/** The same, to be looked at. */
export async function viewArchive(file: Blob): Promise<Result<ArchiveView>> {
  const opened = await openArchive(file);
  return opened.ok ? ok(opened.value.view) : opened;
}

/** Beside these nothing in the zip is ever read. */
function isRead(path: string): boolean {
  return path === contentsPath || /^logs\/\d{1,4}\/\d{6}\.cbor$/.test(path);
}

/** Read when somebody looks at one of them, and then against what its author signed. */
function isShown(path: string): boolean {
  return path.startsWith('files/');
}

function filesIn(zip: OpenedZip, number: number, { conversation }: SpaceState): ArchivedSpaceView['files'] {
  const paths = filePaths(number, valuesOf(conversation.turns));
  return Object.fromEntries([...paths].filter(([, path]) => zip.paths.has(path)));
}

type Pages = readonly (readonly LogEntry[])[];

async function readLog(
  { files: hashes }: Contents,
  zip: OpenedZip,
  { archived, number }: { readonly archived: ArchivedSpace; readonly number: number },
): Promise<Result<Pages>> {
  const pages: LogEntry[][] = [];
  // As many as there are files, whatever number stands there.
  for (let page = 1; page <= archived.pages; page++) {
    const path = logPagePath(number, page);
    const bytes = await zip.read(path);
    const said = hashes.find((one) => one.path === path);
    if (bytes === null || said === undefined) return refuse('archive-broken');
    if (!equalBytes(archiveFileHash(bytes), said.hash)) return refuse('archive-altered');
    const read = fromCbor(logFileSchema, bytes);
    if (!read.ok) return refuse('archive-broken');
    pages.push(read.value.entries);
  }
  return ok(pages);
}

/** By the same road as what a server hands out. */
async function foldAgain(archived: ArchivedSpace, pages: Pages, me: PersonId): Promise<Result<LiveSpace>> {
  const { space, kind, seq, hash, epochs, leftOut } = archived;
  const live = startLive(idFromBytes(space), kind);
  for (const { epoch, secret } of epochs) {
    // A commit that begins this epoch with another secret puts its own in this place, and none opens it.
    const keyHash = keyHashOf(space, secret);
    live.epochs.set(epoch, { epoch, number: 0, prev: hash, keyHash, secret });
  }
  for (const entries of pages) {
    const taken = await takeIn(live, { entries, claim: { seq, hash }, me });
    if (!taken.ok)
      return refuse(taken.refusal.code === 'please-update' ? 'please-update' : 'archive-altered');
    live.received = [];
  }
  const isWhole = live.place.seq === seq && equalBytes(live.place.hash, hash);
  if (!isWhole || live.place.state?.kind !== kind) return refuse('archive-altered');
  // Under another secret nothing opens, and what was said would look as if it had never been.
  const areTheirs = epochs.every(({ epoch, secret }) => {
    const known = live.epochs.get(epoch);
    return known !== undefined && equalBytes(known.keyHash, keyHashOf(space, secret));
  });
  if (!areTheirs) return refuse('archive-altered');
  const isOut = new Set(leftOut.map((id) => bytesToText(id)));
  const stayed = Array.from({ length: seq }, (_, at) => live.fold.ledger.entries.at(at)).flatMap((entry) =>
    entry?.type === 'event' && isOut.has(entry.eventId) ? [withoutOffered(entry)] : [],
  );
  live.fold = foldOn(live.fold, stayed);
  return ok(live);
}

type Chains = ReadonlyMap<PersonId, readonly SignedLink[]>;

/** Null where one of them does not hold together. */
async function chainsIn({ chains }: Contents): Promise<Chains | null> {
  const byPerson = new Map<PersonId, readonly SignedLink[]>();
  for (const chain of chains) {
    const state = await verifyChain(chain);
    if (!state.ok) return null;
    byPerson.set(idFromBytes(state.value.person), chain);
  }
  return byPerson;
}

/** How many of the people in a log have no chain here; null where somebody's key in it is none of theirs. */
async function meetAll(pages: Pages, chains: Chains): Promise<number | null> {
  const unknown = new Set<PersonId>();
  for (const line of pages.flat().flatMap(linesIn)) {
    const person = idFromBytes<'person'>(line.person);
    const chain = chains.get(person);
    if (chain === undefined) unknown.add(person);
    else if (!(await holdsRosterLine(chain, line))) return null;
  }
  return unknown.size;
}

function linesIn({ commit }: LogEntry): readonly Update[] {
  const read = commit && fromCbor(commitSchema, commit.commit);
  return read?.ok === true ? [...read.value.adds, ...read.value.updates] : [];
}

/** Between two, nobody says again what they are called among all. */
function namesAmong(states: readonly SpaceState[]): NameElsewhere {
  const all = states.find(({ kind }) => kind === 'community');
  return (person) => (all && nameOf(all.member, person)) ?? '';
}
