import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { startOfLog, verifyCommit, type LogPlace } from '#crypto/verify-entry.ts';
import type { Result } from '#kernel/result.ts';
import { fromCbor, toCbor } from '#protocol/cbor.ts';
import { commitSchema, spaceKinds, type Commit, type Update } from '#protocol/commit.ts';
import type { CommitRefusal } from '#protocol/may-commit.ts';
import { addUnder, commitUnasked, firstUnasked } from '#tests/access/commit-unasked.ts';
import { loosely, otherBytes, otherwise } from '#tests/fuzz/spoil.ts';
import { createTally, tryMany } from '#tests/fuzz/tally.ts';
import { removalBy, seatBy } from '#tests/house/care.ts';
import { makePeer, type Peer } from '#tests/house/peer.ts';
import { joining, opening, opensOf } from '#tests/house/spaces.ts';

/** Commits that nobody would write, given to the one function by which the server and every device judge them. */
let ana: Peer;
let bo: Peer;
let noor: Peer;
let seat: Invitation;
const places = {} as Record<'solo' | 'waiting' | 'pair' | 'circle' | 'community', LogPlace>;

beforeAll(async () => {
  [ana, bo, noor] = await Promise.all([makePeer(), makePeer(), makePeer()]);
  seat = await newInvitation();
  places.solo = (await opening(ana, 'solo')).made.place;
  places.waiting = (await opening(ana, 'pair', [seat])).made.place;
  const taken = await newInvitation();
  places.pair = (await joining((await opening(ana, 'pair', [taken])).made.place, bo, taken)).made.place;
  const three = await opening(ana, 'circle', [seat, taken]);
  places.circle = (await joining(three.made.place, bo, taken)).made.place;
  const both = await opening(ana, 'community', [seat, taken]);
  places.community = (await joining(both.made.place, bo, taken)).made.place;
});

type Parts = Partial<Commit>;

/** What commits do: each of these is right somewhere. */
async function doings(place: LogPlace): Promise<readonly Parts[]> {
  const { epoch, history } = place.state!;
  const earlier = { epoch, sealed: randomBytes(48) };
  const raised = { epoch: epoch + 1, keyHash: randomBytes(32), ...(history === 'all' && { earlier }) };
  const opens = await opensOf([await newInvitation()]);
  const { earlier: _earlier, ...alone } = { earlier, ...raised };
  const later: Update = { ...ana.line, link: 1, chainHead: randomBytes(32) };
  const care = [ana.line.person, bo.line.person];
  const isBoHere = place.state!.members.length > 1;
  const { person } = isBoHere ? bo.line : ana.line;
  const seats = async (signers: readonly Peer[], other = {}) => ({
    care,
    cause: await seatBy(place, person, signers, other),
  });
  return [
    await seats([ana, bo]),
    await seats([ana]),
    { care: [bo.line.person] },
    await seats([bo]),
    await seats([ana, bo], { seat: 'out' }),
    await seats([ana, bo], { number: 900 }),
    { removes: [person], cause: await removalBy(place, person, [ana, bo]), ...raised },
    { adds: [await addUnder(place, noor, seat)], author: noor.line.person },
    { opens },
    { ...raised, opens },
    raised,
    { closes: [seat.signKey.publicKey] },
    { updates: [later] },
    // And these nowhere.
    { adds: [noor.line], author: noor.line.person },
    { opens: await opensOf([seat]) },
    { opens: [{ ...opens[0]!, signPk: new Uint8Array(32) }] },
    alone,
  ];
}

/** What may be odd about a commit besides. */
async function oddities(place: LogPlace): Promise<readonly Parts[]> {
  const { number, epoch } = place.state!;
  const [fresh, known] = [await opensOf([await newInvitation()]), await opensOf([seat])];
  const unsound = { ...fresh[0]!, signPk: new Uint8Array(32) };
  return [
    { number },
    { number: number + 2 },
    { space: randomBytes(32) },
    { prev: randomBytes(32) },
    { kind: 'pair' },
    { author: bo.line.person },
    { author: noor.line.person },
    { author: randomBytes(32) },
    { adds: [ana.line] },
    { adds: [await addUnder(place, noor, await newInvitation())], author: noor.line.person },
    { adds: [await addUnder(place, bo, seat)], author: bo.line.person },
    { updates: [ana.line] },
    { updates: [noor.line] },
    { removes: [bo.line.person] },
    { opens: fresh },
    { opens: known },
    { opens: [unsound] },
    { closes: [randomBytes(32)] },
    { care: [ana.line.person] },
    { facilitators: [] },
    { cause: [{ signer: ana.line.person, statement: randomBytes(9), signature: randomBytes(64) }] },
    { epoch: epoch + 1 },
    { epoch: epoch + 2, keyHash: randomBytes(32) },
    { keyHash: randomBytes(32) },
    { earlier: { epoch: epoch + 7, sealed: randomBytes(48) } },
    { updates: [], opens: [], closes: [] },
    {},
  ];
}

/** Every refusal, and whether a commit that follows another can meet it. */
const refusals = {
  'not-next': true,
  'not-a-first-commit': false,
  'kind-is-fixed': true,
  'not-a-member': true,
  'already-a-member': true,
  'no-acceptance': false,
  'invitation-not-open': true,
  'invitation-taken': true,
  'pair-is-full': true,
  /** Fifty seats take more commits than are tried here: `protocol/may-commit.test.ts` fills them. */
  'circle-is-full': false,
  'solo-is-alone': true,
  'newcomer-adds-only-itself': true,
  'newcomer-needs-invitation': true,
  'update-not-later': true,
  'nobody-is-removed': true,
  'not-in-this-kind': true,
  'epoch-must-rise': true,
  'epoch-must-not-rise': true,
  'key-missing': true,
  'earlier-missing': true,
  'earlier-not-older': true,
  'nothing-to-do': true,
  'care-stands-alone': true,
  'care-too-few': true,
  // The circle of this community has one, and nobody here asks for an eighth: `protocol/care.test.ts` does.
  'care-is-full': false,
  'care-one-at-a-time': true,
  'care-no-yes': true,
  'care-signed-by-too-few': true,
  'care-statement-wrong': true,
  'care-statement-lapsed': true,
} as const satisfies Record<CommitRefusal, boolean>;

function said(judged: Result<unknown>): string {
  if (judged.ok) return 'yes';
  const { code, detail = code } = judged.refusal;
  return code === 'commit-refused' ? detail : code;
}

test('commits that do several things at once, in the wrong place, by the wrong person', async () => {
  const tally = createTally('commits');
  // Nothing is added without an acceptance to look at, so nothing says that there was none.
  const reached = Object.entries(refusals).flatMap(([code, isReached]) => (isReached ? [code] : []));
  const others = ['yes', 'prev', 'key-not-sound', 'state-differs', 'signature-wrong'];
  const peers = [ana, bo, noor];
  const signerOf = (author: Uint8Array) =>
    peers.find(({ line }) => Buffer.compare(line.person, author) === 0) ?? ana;
  const names = ['solo', 'waiting', 'pair', 'circle', 'community'] as const;
  const pools = new Map<string, { does: readonly Parts[]; odd: readonly Parts[] }>();
  for (const name of names) {
    pools.set(name, { does: await doings(places[name]), odd: await oddities(places[name]) });
  }
  const tried = fc.constantFrom(...names).chain((name) => {
    const { does, odd } = pools.get(name)!;
    const parts = fc.tuple(fc.constantFrom(...does), fc.array(fc.constantFrom(...odd), { maxLength: 2 }));
    return fc.tuple(fc.constant(name), parts, fc.nat(9));
  });
  await tryMany(tried, {
    runs: 2500,
    attempt: async ([name, [does, odd], luck]) => {
      const parts: Parts = Object.assign({}, does, ...odd);
      const author = signerOf(parts.author ?? ana.line.person);
      const commit = await commitUnasked(places[name], author, parts);
      // One in five is signed by somebody else, or says another state than comes of it.
      const signed = luck === 0 ? { ...commit, signature: randomBytes(64) } : commit;
      const told = luck === 1 ? await withOtherState(author, commit.commit) : signed;
      tally.count(said(await verifyCommit(places[name], told)));
    },
  });
  tally.expectEach([...reached, ...others]);
});

/** What may be odd about a first commit. */
async function firstOddities(): Promise<readonly Parts[]> {
  const someone = ana.line.person;
  return [
    {},
    { number: 2 },
    { epoch: 2 },
    { author: bo.line.person },
    { adds: [] },
    { adds: [bo.line] },
    // Whole in itself, and signed by somebody else.
    { adds: [bo.line], author: bo.line.person },
    { adds: [await addUnder(places.pair, ana, seat)] },
    { updates: [ana.line] },
    { removes: [someone] },
    { closes: [seat.signKey.publicKey] },
    { earlier: { epoch: 1, sealed: randomBytes(48) } },
    { facilitators: [someone] },
    { care: [someone] },
    { care: [bo.line.person] },
    { care: [] },
    { opens: await opensOf([seat]) },
    { opens: await opensOf([seat, seat]) },
    { opens: await opensOf([seat, await newInvitation()]) },
  ];
}

test('first commits of spaces that may not begin so', async () => {
  const tally = createTally('first commits');
  const odd = fc.array(fc.constantFrom(...(await firstOddities())), { minLength: 1, maxLength: 2 });
  await tryMany(fc.tuple(fc.constantFrom(...spaceKinds), odd, fc.nat(9)), {
    runs: 1500,
    attempt: async ([kind, odds, luck]) => {
      const { space, commit } = await firstUnasked(kind, ana, Object.assign({}, ...odds));
      const { keyHash, ...keyless } = readAs(commit.commit);
      const bytes = luck === 0 && keyHash !== undefined ? toCbor(keyless) : commit.commit;
      const place = startOfLog(luck === 1 ? randomBytes(32) : space);
      tally.count(said(await verifyCommit(place, { ...commit, commit: bytes })));
    },
  });
  tally.expectEach([
    'yes',
    'not-a-first-commit',
    'not-in-this-kind',
    'earlier-not-older',
    'key-missing',
    'invitation-taken',
    'pair-is-full',
    'solo-is-alone',
    'space-id',
    'signature-wrong',
  ]);
});

async function withOtherState({ signKey }: Peer, bytes: Uint8Array) {
  const commit = toCbor({ ...readAs(bytes), stateHash: randomBytes(32) });
  return { commit, signature: await signKey.sign('commit', commit) };
}

function readAs(bytes: Uint8Array): Commit {
  const read = fromCbor(commitSchema, bytes);
  if (!read.ok) throw new Error(`not a commit: ${read.refusal.detail}`);
  return read.value;
}

test('commits that are none', async () => {
  const tally = createTally('spoiled commits');
  const good = await commitUnasked(places.pair, ana, { epoch: 2, keyHash: randomBytes(32) });
  const hints = { v: [0, 2], suite: [0, 2], number: [2, 4], stateHash: [randomBytes(32)] };
  const spoilt = fc.oneof(
    fc.constant(good.commit),
    otherBytes(good.commit),
    otherwise(readAs(good.commit), hints).map(loosely),
  );
  await tryMany(spoilt, {
    runs: 900,
    attempt: async (commit) => {
      const isSame = Buffer.compare(commit, good.commit) === 0;
      const signature = isSame ? randomBytes(64) : good.signature;
      const judged = await verifyCommit(places.pair, { commit, signature });
      tally.count(judged.ok ? 'yes' : judged.refusal.code);
    },
  });
  tally.expectEach([
    'malformed',
    'please-update',
    'suite-lowered',
    'signature-wrong',
    'commit-refused',
    'state-differs',
  ]);
});
