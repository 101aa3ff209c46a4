import { newSecret, sealBox } from '#crypto/epoch.ts';
import { eventIdOf, H } from '#crypto/hash.ts';
import { fragmentOf, invitationFromSecret, newInvitation, type Invitation } from '#crypto/invitation.ts';
import { openEvent, sealEvent } from '#crypto/seal.ts';
import { startOfLog, verifyEntries, type Verified } from '#crypto/verify-entry.ts';
import { bytesToText, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { idToBytes } from '#kernel/ids.ts';
import type { LogEntry } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Box } from '#protocol/commit.ts';
import type { Core } from '#protocol/envelope.ts';
import { stateToHash } from '#protocol/space-state.ts';
import { suite, version } from '#protocol/version.ts';
import { ana, bo, cai, wanted, type Person } from '#tests/crypto/cast.ts';
import { openOf, payloadOf, tellLog, type ToldLog } from '#tests/crypto/told-log.ts';
import { rotated } from './people.ts';
import { text } from './text.ts';

interface Kept {
  readonly log: ToldLog;
  /** By epoch, from 1. */
  readonly secrets: readonly Bytes[];
  readonly boxes: readonly Box[];
}

/** A pair, from the link to the leave, with words that are let go while their author is in, and after. */
export async function pairLog() {
  const invitation = await invitationFromSecret(newSecret());
  const log = await tellLog('pair', ana, invitation);
  const fragment = fragmentOf({
    secret: invitation.secret,
    space: log.space,
    number: 1,
    commit: idToBytes(log.state.commits[0]!),
    inviter: ana.line.person,
    inviterHead: ana.line.chainHead,
  });
  const boxes = [
    await boxFor(log, { to: invitation.signKey.publicKey, sealPk: invitation.sealKey.publicKey }),
  ];
  await log.joins(bo, invitation);
  await log.says(ana, 'Are you up?');
  const tea = await log.says(bo, 'Just made tea.');
  await log.says(ana, 'A long line. '.repeat(60));
  const letter = await log.says(ana, 'A letter that nobody should keep.');
  const secrets = [log.secret];
  await log.raises(ana);
  secrets.push(log.secret);
  boxes.push(await boxFor(log, { to: bo.line.person, sealPk: bo.line.sealPk }));
  await log.says(bo, 'And now under a new key.');
  const again = await log.says(ana, 'Forget that letter.', { drops: [idOf(letter)] });
  await sayMust(log, ana, again);
  await log.leaves(bo);
  const after = await drop(log, bo, tea.seq);
  const gone = [tea.seq, letter.seq];
  const entries = [...log.entries, after].map((entry) =>
    gone.includes(entry.seq) ? withoutBody(entry) : entry,
  );
  const vector = await logVector({ log, secrets, boxes }, entries);
  return { log, fragment, invitation, vector };
}

/** A community in which somebody's keys are brought up to date, and one invitation is never used. */
export async function communityLog() {
  const [one, two, unused] = await Promise.all([newInvitation(), newInvitation(), newInvitation()]);
  const log = await tellLog('community', ana, one);
  const secrets = [log.secret];
  await log.joins(bo, one);
  await log.changes(bo, { opens: [openOf(two), openOf(unused)] });
  const boxes = [await boxFor(log, { to: two.signKey.publicKey, sealPk: two.sealKey.publicKey })];
  await log.joins(cai, two);
  await log.says(cai, 'Hello, everybody.');
  const caiNow = await rotated(cai);
  const secret = newSecret();
  await log.changes(ana, {
    updates: [caiNow.line],
    closes: [unused.signKey.publicKey],
    raise: { secret, earlier: { epoch: 1, secret: log.secret } },
  });
  secrets.push(log.secret);
  boxes.push(await boxFor(log, { to: cai.line.person, sealPk: caiNow.line.sealPk }));
  await log.says(caiNow, 'I changed my keys.');
  await log.leaves(bo);
  await log.says(ana, 'In a community talk goes on until the first sender a day later.');
  const invitations = [one, two, unused].map(invitationVector);
  return { vector: await logVector({ log, secrets, boxes }, log.entries), invitations };
}

export async function soloLog() {
  const log = await tellLog('solo', ana);
  const secrets = [log.secret];
  await log.says(ana, 'For nobody but me.');
  return logVector({ log, secrets, boxes: [] }, log.entries);
}

function invitationVector({ secret, signKey }: Invitation) {
  return { secret: bytesToText(secret), signPk: bytesToText(signKey.publicKey) };
}

export async function boxFor(log: ToldLog, to: { readonly to: Bytes; readonly sealPk: Bytes }): Promise<Box> {
  const { space, secret, state } = log;
  const verified = await read(log.space, log.entries);
  const commits = verified.flatMap((one) => (one.type === 'commit' ? [one.commit] : []));
  const { number, prev } = commits[state.epochStart - 1]!;
  return sealBox({ space, secret, epoch: state.epoch, number, prev, ...to });
}

async function sayMust(log: ToldLog, author: Person, after: LogEntry): Promise<void> {
  const core: Core = {
    v: version,
    suite,
    space: log.space,
    epoch: log.state.epoch,
    author: author.line.person,
    commit: idToBytes(log.state.commits.at(-1)!),
    seen: { seq: after.seq, hash: log.place.hash },
    blobs: [{ id: H('body', utf8ToBytes('a picture')), hash: H('body', utf8ToBytes('sealed')) }],
  };
  const payload = { ...payloadOf('must be known'), must: true } as const;
  const { secret } = log;
  await log.add({ event: await sealEvent({ secret, core, payload, signKey: author.signKey }) });
}

/** What somebody who has left still signs: they let go of the event at this place. */
async function drop(log: ToldLog, person: Person, place: number): Promise<LogEntry> {
  const { space, entries } = log;
  const ids = [idOf(entries[place - 1]!)];
  const bytes = toCbor({ space, person: person.line.person, ids });
  const signed = { drop: bytes, signature: await person.signKey.sign('drop', bytes) };
  return { seq: entries.length + 1, at: entries.at(-1)!.at + 1, drop: signed };
}

function idOf({ event }: LogEntry): Bytes {
  if (event === undefined) throw new Error('only events are let go');
  return eventIdOf(event.header);
}

/** As a server gives an entry whose body it has wiped. */
function withoutBody(entry: LogEntry): LogEntry {
  const { event } = entry;
  if (event === undefined) return entry;
  const { header, signature } = event;
  return { ...entry, event: { header, signature } };
}

async function read(space: Bytes, entries: readonly LogEntry[]): Promise<readonly Verified[]> {
  return wanted(await verifyEntries(startOfLog(space), entries)).verified;
}

export async function logVector({ log, secrets, boxes }: Kept, entries: readonly LogEntry[]) {
  const { place, verified } = wanted(await verifyEntries(startOfLog(log.space), entries));
  if (place.state === null) throw new Error('a log begins with a commit');
  const events = [];
  for (const one of verified) {
    if (one.type !== 'event' || one.event.body === undefined) continue;
    const { header, event, seq } = one;
    const secret = secrets[header.epoch - 1]!;
    const { payload, ek } = wanted(await openEvent({ secret, header, body: event.body! }));
    events.push({ seq, payload: text(payload), ek: bytesToText(ek) });
  }
  return {
    space: bytesToText(log.space),
    entries: entries.map((entry) => text(entry)),
    at: entries.map(({ at }) => at),
    hashes: verified.map(({ hash }) => bytesToText(hash)),
    secrets: secrets.map(bytesToText),
    boxes: boxes.map((box) => text(box)),
    events,
    state: text(stateToHash(place.state)),
  };
}
