import { existsSync, readFileSync } from 'node:fs';
import { openBlob } from '#crypto/blob.ts';
import { eventIdOf } from '#crypto/hash.ts';
import { createSafe } from '#device/safe.ts';
import type { LiveSpace } from '#device/space/live.ts';
import { tables } from '#device/store/store.ts';
import { createTransport } from '#device/transport.ts';
import type { TurnFile } from '#domain/conversation/file.ts';
import { conversationShown } from '#domain/conversation/shown.ts';
import { equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { idFromBytes, type EventId, type PersonId } from '#kernel/ids.ts';
import { valuesOf } from '#kernel/shelf.ts';
import { kindly } from '#tests/simulator/calm.ts';
import type { Diary } from '#tests/simulator/diary.ts';
import type { OpenDisk } from '#tests/simulator/invariants/disks.ts';
import type { Readers } from '#tests/simulator/invariants/readers.ts';
import { refereeFor } from '#tests/simulator/invariants/referee.ts';
import { secretsIn } from '#tests/simulator/invariants/secrets.ts';
import { epochAt, type SpaceCopy } from '#tests/simulator/invariants/server-copy.ts';
import { origin } from '#tests/simulator/machine-room.ts';
import { canaryOf } from '#tests/simulator/picture-acts.ts';
import type { Town } from '#tests/simulator/town.ts';

interface Ground {
  readonly town: Town;
  readonly disks: readonly OpenDisk[];
  readonly diary: Diary;
}

interface Told {
  readonly referee: LiveSpace;
  readonly readers: Readers;
}

/**
 * Everybody entitled opens exactly what was brought. Nobody else does: not by asking, and not with what lies on their
 * devices and all that the server has. What was taken back is neither there any more nor here.
 */
export async function faultsOfPictures(
  copy: SpaceCopy,
  told: Told,
  ground: Ground,
): Promise<readonly string[]> {
  if (copy.pictures.length === 0 && ground.diary.pictures.size === 0) return [];
  return [
    ...faultsOfLooking(told.referee, ground.diary),
    ...(await faultsOfOpening(copy, told, ground)),
    ...(await faultsOfAsking(copy, told, ground)),
    ...(await faultsOfStealing(copy, told, ground)),
    ...faultsOfStaying(copy),
    ...(await faultsOfKeeping(told, ground)),
  ];
}

/** A picture is shown as it came, whenever somebody looked. */
function faultsOfLooking(referee: LiveSpace, { looked, pictures }: Diary): readonly string[] {
  const here = looked.filter(({ space }) => space === referee.id);
  return here.flatMap(({ turn, bytes }) => {
    const brought = broughtAt(referee, turn, pictures);
    // What was let go meanwhile is known to nobody any more.
    const possible = brought === undefined ? [...pictures.values()] : [brought];
    const isTrue = possible.some((one) => equalBytes(one, bytes));
    return isTrue ? [] : [`${referee.id}: somebody was shown another picture`];
  });
}

async function faultsOfOpening(
  copy: SpaceCopy,
  { referee, readers }: Told,
  { town, disks, diary }: Ground,
): Promise<readonly string[]> {
  const turns = valuesOf(referee.fold.state.conversation.turns).flatMap((turn) =>
    turn.state === 'said' && turn.file !== undefined ? [turn] : [],
  );
  const opening = turns.flatMap(({ id, place }) => {
    const brought = broughtAt(referee, id, diary.pictures);
    return disks.map(async ({ phone, owner }): Promise<readonly string[]> => {
      const opened = await phone.running?.device.file(referee.id, id);
      const isSame = opened?.ok === true && brought !== undefined && equalBytes(opened.value, brought);
      if (isSame || !readers.members.has(owner)) return [];
      if (!readers.mayRead(owner, epochAt(copy, place))) return [];
      const why = opened?.ok === false ? opened.refusal.code : 'it is another';
      return [`${referee.id}: ${phone.name} cannot open the picture at ${place}: ${why}`];
    });
  });
  return (await kindly(town, Promise.all(opening))).flat();
}

/** The server hands out nothing to who is not there, and what nothing shows yet to its author alone. */
async function faultsOfAsking(
  { id, pictures }: SpaceCopy,
  { readers }: Told,
  { town, disks }: Ground,
): Promise<readonly string[]> {
  const asking = pictures.flatMap(({ blob, author, event }) =>
    disks.map(async ({ phone, owner }): Promise<readonly string[]> => {
      const isTheirs = event !== null || idFromBytes(author) === owner;
      if (readers.members.has(owner) && isTheirs) return [];
      const got = await createTransport(origin, phone.fetch).call('readBlob', { blob, at: 0 }, { space: id });
      return got.ok ? [`${id}: the server hands ${phone.name} a picture that is not theirs`] : [];
    }),
  );
  return (await kindly(town, Promise.all(asking))).flat();
}

/** With every key on somebody's device, and a copy of the server's whole disk. */
async function faultsOfStealing(
  copy: SpaceCopy,
  { readers }: Told,
  { disks }: Ground,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { phone, owner, spaces } of copy.pictures.length === 0 ? [] : disks) {
    if (isFullReader(readers, owner)) continue;
    const read = [await refereeFor(copy, secretsIn(spaces)), spaces.get(copy.id)];
    for (const { file, place } of read.flatMap((live) => (live ? filesIn(live) : []))) {
      if (readers.mayRead(owner, epochAt(copy, place))) continue;
      const stored = copy.pictures.find(({ blob }) => idFromBytes(blob) === file.blob);
      if (stored !== undefined && (await opens(file, stored.sealed)))
        faults.push(`${copy.id}: ${phone.name} opens the picture at ${place}, which is not theirs`);
    }
  }
  return faults;
}

function isFullReader(readers: Readers, owner: PersonId): boolean {
  const epochs = Array.from({ length: readers.epochs }, (_, index) => index + 1);
  return epochs.every((epoch) => readers.mayRead(owner, epoch));
}

/** What an event showed goes with its words. */
function faultsOfStaying({ id, entries, pictures }: SpaceCopy): readonly string[] {
  const held = new Set(
    entries.flatMap(({ type, statement, body }) =>
      type === 'event' && body !== null ? [eventIdOf(statement).join()] : [],
    ),
  );
  return pictures.flatMap(({ event }) =>
    event === null || held.has(event.join()) ? [] : [`${id}: the server still has a picture that was let go`],
  );
}

/** A device keeps what is shown, and what waits there to be shown. */
async function faultsOfKeeping({ referee, readers }: Told, { disks }: Ground): Promise<readonly string[]> {
  const shown = new Set(
    valuesOf(referee.fold.state.conversation.turns).flatMap((turn) =>
      turn.state === 'said' && turn.file !== undefined ? [turn.file.blob] : [],
    ),
  );
  const faults: string[] = [];
  for (const { phone, owner, outboxOf } of disks) {
    if (!readers.members.has(owner)) continue;
    const waiting = outboxOf(referee.id).flatMap(({ draft }) => (draft.blobs ?? []).map(({ id }) => id));
    const may = new Set<string>([...shown, ...waiting].map((blob) => `${referee.id} ${blob}`));
    const kept = await Promise.all(
      (['files', 'parts'] as const).map((table) => createSafe(phone.disk).list(table, referee.id)),
    );
    for (const { key } of kept.flat()) {
      if (!may.has(key.split(' ').slice(0, 2).join(' ')))
        faults.push(`${referee.id}: ${phone.name} still has a picture that nothing shows`);
    }
  }
  return faults;
}

/** Nothing of a picture can be read anywhere by looking at the bytes that lie there. */
export async function faultsOfHidingPlaces(
  { file, phones }: Town,
  { pictures }: Diary,
): Promise<readonly string[]> {
  if (pictures.size === 0) return [];
  const faults: string[] = [];
  for (const path of [file, `${file}-wal`]) {
    if (existsSync(path) && isReadableIn(readFileSync(path)))
      faults.push('a picture can be read on the server');
  }
  for (const { name, disk } of phones) {
    const lying = await Promise.all(tables.map((table) => disk.list(table, '')));
    if (lying.flat().some(({ key, value }) => isReadableIn(value) || key.includes(canaryOf(''))))
      faults.push(`a picture can be read on the disk of ${name}`);
  }
  return faults;
}

function isReadableIn(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(canaryOf(''));
}

/** What stands behind a turn, by the description that it came with. */
function broughtAt({ fold }: LiveSpace, turn: EventId, pictures: Diary['pictures']): Bytes | undefined {
  const place = fold.ledger.placeById.get(turn);
  const entry = place === undefined ? undefined : fold.ledger.entries.at(place - 1);
  const content = entry?.type === 'event' && entry.body.state === 'opened' && entry.body.content;
  const read = conversationShown.parse(content);
  return read.ok ? pictures.get(read.value.description ?? '') : undefined;
}

type Lies = Pick<TurnFile, 'blob' | 'hash' | 'key'>;

/** What the log says of pictures to whoever reads it with these keys. */
function filesIn({ fold }: LiveSpace): readonly { readonly file: Lies; readonly place: number }[] {
  return valuesOf(fold.ledger.entries).flatMap((entry) => {
    if (entry.type !== 'event' || entry.body.state !== 'opened') return [];
    const read = conversationShown.parse(entry.body.content);
    return read.ok ? [{ file: read.value, place: entry.seq }] : [];
  });
}

async function opens({ hash, key }: Lies, sealed: Bytes): Promise<boolean> {
  const [keyBytes, hashBytes] = [textToBytes(key), textToBytes(hash)];
  if (keyBytes === null || hashBytes === null) return false;
  return (await openBlob({ key: keyBytes, hash: hashBytes, sealed })).ok;
}
