import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import type { SignKey, SignLabel } from '#crypto/signature.ts';
import { randomBytes } from '#crypto/suite.ts';
import {
  verifyDrop,
  verifyEntries,
  verifyEvent,
  verifyLeave,
  type EntryRefusal,
  type LogPlace,
} from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import { logEntrySchema } from '#protocol/api.ts';
import { fromCbor } from '#protocol/cbor.ts';
import { dropSchema, leaveSchema } from '#protocol/commit.ts';
import { headerSchema, type SignedEvent } from '#protocol/envelope.ts';
import { flipped, loosely, otherBytes, otherwise, type Hints } from '#tests/fuzz/spoil.ts';
import { createTally, tryMany } from '#tests/fuzz/tally.ts';
import { makePeer, wanted, type Peer } from '#tests/house/peer.ts';
import { changing, dropping, joining, leaving, opening, say } from '#tests/house/spaces.ts';

/** Entries that are false in every way that we could think of, given to what the server and every device ask. */
let ana: Peer;
let bo: Peer;
/** A pair in its second epoch, and the same after Bo has left. */
let pair: LogPlace;
let left: LogPlace;
let event: SignedEvent;

beforeAll(async () => {
  [ana, bo] = await Promise.all([makePeer(), makePeer()]);
  const invitation = await newInvitation();
  const opened = await opening(ana, 'pair', [invitation]);
  const joined = await joining(opened.made.place, bo, invitation);
  pair = (await changing(joined.made.place, ana, { raise: { secret: randomBytes(32) } })).made.place;
  const leave = wanted(await verifyLeave(pair, await leaving(pair, bo)));
  left = leave.place;
  event = await say(pair, ana);
});

const said = (answer: Result<unknown>): string => (answer.ok ? 'yes' : answer.refusal.code);

const pageSchema = v.array(logEntrySchema);

interface Statement {
  readonly bytes: Bytes;
  /** Signed as it is now, with the signature of what it was, or by nobody. */
  readonly signed: 'anew' | 'before' | 'by nobody';
}

/** A statement of ours made false, by its bytes or by its parts; a few are as they were. */
function spoiled(good: Bytes, parts: unknown, hints: Hints): fc.Arbitrary<Statement> {
  const bytes = fc.oneof(
    { arbitrary: fc.constant(good), weight: 2 },
    { arbitrary: otherBytes(good), weight: 3 },
    { arbitrary: otherwise(parts, hints).map(loosely), weight: 8 },
  );
  const signed = fc.constantFrom('anew', 'anew', 'before', 'by nobody');
  return fc.record({ bytes, signed });
}

async function sign(
  { bytes, signed }: Statement,
  label: SignLabel,
  key: SignKey,
  before: Bytes,
): Promise<Bytes> {
  if (signed === 'before') return before;
  return signed === 'anew' ? key.sign(label, bytes) : randomBytes(64);
}

/** Every answer that there is, so that a new one is not forgotten here. */
const entryAnswers = {
  malformed: true,
  'please-update': true,
  'suite-lowered': true,
  'signature-wrong': true,
  'not-a-member': true,
  'epoch-old': true,
  'epoch-due': true,
  'commit-refused': true,
  'state-differs': true,
  'log-broken': true,
} as const satisfies Record<EntryRefusal, true>;

test('events', async () => {
  const tally = createTally('events');
  const header = wanted(fromCbor(headerSchema, event.header));
  const { commits } = pair.state!;
  const hints = {
    v: [0, 2],
    suite: [0, 2],
    space: [randomBytes(32)],
    epoch: [1, 2, 3],
    commit: [new Uint8Array(Buffer.from(commits[0]!, 'base64url')), randomBytes(32)],
    author: [bo.line.person, randomBytes(32)],
  };
  const tried = fc.tuple(spoiled(event.header, header, hints), fc.constantFrom('pair', 'left'), fc.nat(5));
  await tryMany(tried, {
    runs: 900,
    attempt: async ([statement, where, luck]) => {
      const { bytes } = statement;
      const signature = await sign(statement, 'event', ana.signKey, event.signature);
      const body = luck === 0 ? flipped(event.body!, luck) : event.body!;
      tally.count(
        said(await verifyEvent(where === 'pair' ? pair : left, { header: bytes, signature, body })),
      );
    },
  });
  // A commit is refused elsewhere.
  const { 'commit-refused': _commit, 'state-differs': _state, ...answers } = entryAnswers;
  tally.expectEach(['yes', ...Object.keys(answers)]);
});

test('leaves', async () => {
  const tally = createTally('leaves');
  const { leave, signature } = await leaving(pair, bo);
  const hints = { space: [randomBytes(32)], person: [ana.line.person, randomBytes(32)] };
  await tryMany(spoiled(leave, wanted(fromCbor(leaveSchema, leave)), hints), {
    runs: 400,
    attempt: async (statement) => {
      const signed = await sign(statement, 'leave', bo.signKey, signature);
      tally.count(said(await verifyLeave(pair, { leave: statement.bytes, signature: signed })));
    },
  });
  tally.expectEach(['yes', 'malformed', 'log-broken', 'not-a-member', 'signature-wrong']);
});

test('drops', async () => {
  const tally = createTally('drops');
  const { drop, signature } = await dropping(pair.state!.space, bo, [randomBytes(32)]);
  const hints = { space: [randomBytes(32)], ids: [[randomBytes(32)], []] };
  await tryMany(spoiled(drop, wanted(fromCbor(dropSchema, drop)), hints), {
    runs: 400,
    attempt: async (statement) => {
      const signed = await sign(statement, 'drop', bo.signKey, signature);
      const told = { drop: statement.bytes, signature: signed };
      tally.count(said(await verifyDrop(left, told, bo.signKey.publicKey)));
    },
  });
  tally.expectEach(['yes', 'malformed', 'log-broken', 'signature-wrong']);
});

test('whole pages of a log', async () => {
  const tally = createTally('pages');
  const leave = await leaving(pair, bo);
  const drop = await dropping(pair.state!.space, bo, [randomBytes(32)]);
  const entries = [
    { event },
    { event: await say(pair, bo) },
    { event: { ...event, signature: randomBytes(64) } },
    { leave },
    { drop },
    { event, leave },
    {},
  ];
  const one = fc.record({ entry: fc.constantFrom(...entries), gap: fc.constantFrom(0, 0, 0, 0, 1) });
  const pages = fc
    .array(one, { minLength: 1, maxLength: 4 })
    .map((told) => told.map(({ entry, gap }, at) => ({ seq: pair.seq + 1 + at + gap, at: 1, ...entry })));
  const spoilt = pages.chain((page) => otherwise(page));
  await tryMany(fc.oneof(pages, spoilt), {
    runs: 800,
    attempt: async (page) => {
      // What the wire's own schema lets through, as a device would have it.
      const read = fromCbor(pageSchema, loosely(page));
      tally.count(read.ok ? said(await verifyEntries(pair, read.value)) : 'not read');
    },
  });
  tally.expectEach([
    'yes',
    'not read',
    'malformed',
    'log-broken',
    'not-a-member',
    'signature-wrong',
    'epoch-due',
  ]);
});
