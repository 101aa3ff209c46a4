import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rosterLineOf, verifyChain } from '#crypto/chain.ts';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import { startOfLog, verifyCommit, type LogPlace, type VerifiedCommit } from '#crypto/verify-entry.ts';
import { day } from '#kernel/time.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Result } from '#kernel/result.ts';
import { commitSchema, spaceKinds, type Commit, type SpaceKind, type Update } from '#protocol/commit.ts';
import { addUnder, commitUnasked, firstUnasked } from '#tests/access/commit-unasked.ts';
import {
  acts,
  actsByPart,
  commitTable,
  kindOf,
  openingTable,
  scenes,
  writers,
  type Act,
  type Scene,
  type Writer,
} from '#tests/access/permissions.ts';
import { removalBy, seatBy } from '#tests/house/care.ts';
import { byDeviceAndPassphrase, newPassphrase } from '#tests/house/changing-account.ts';
import { card, foundCommunity, House, openPair, type Community } from '#tests/house/house.ts';
import { makePeer, type Peer } from '#tests/house/peer.ts';
import { boxFor, changing, joining, leaving, opening, opensOf } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

/**
 * Every commit, in every kind of space, by everybody on the page of permissions: as a device would judge it that reads
 * it in a log, and as the server answers when it is brought. Nobody asked before writing these.
 */
interface Stage {
  readonly place: LogPlace;
  readonly writers: Readonly<Partial<Record<Writer, Visitor>>>;
  /** One that is open here, or one that never was. */
  readonly seat: Invitation;
  /** Somebody more, where the space is large enough for that. */
  readonly another?: Peer;
}

let community: Community;
/** Where the log of the community stands, in which all of these stories happen one after another. */
let now: LogPlace;
let dee: Visitor;
/** How Ana's and Bo's own chains write them down since they have changed their passphrases. */
const newestLine = new Map<Peer, Update>();

beforeAll(async () => {
  community = await foundCommunity();
  const { house, ana, bo, cai, space, invitation } = community;
  dee = house.visitor(await makePeer());
  const came = await joining(community.place, dee.peer, invitation);
  await dee.call('join', { account: dee.peer.account, space, ...came.request });
  now = await gone(came.made.place, dee);
  for (const visitor of [bo, cai]) {
    const { person } = visitor.peer.line;
    const care = [...now.state!.care, person];
    const cause = await seatBy(now, person, [ana.peer, bo.peer, cai.peer].slice(0, care.length));
    const seated = await changing(now, ana.peer, { care, cause });
    await ana.call('commit', seated.request, { place: space });
    now = seated.made.place;
  }
  for (const visitor of [ana, bo]) {
    const change = await newPassphrase(visitor.peer, byDeviceAndPassphrase(visitor.peer));
    await visitor.call('changeAccount', change);
    const state = await verifyChain([visitor.peer.account.genesis, ...change.links]);
    if (state.ok) newestLine.set(visitor.peer, rosterLineOf(state.value));
  }
});
afterAll(() => community.house.close());

/** Somebody leaves, and the log goes on from there. */
async function gone(place: LogPlace, visitor: Visitor): Promise<LogPlace> {
  const { space, members } = place.state!;
  const left = await visitor.call('leave', await leaving(place, visitor.peer), { place: space });
  const others = members.filter(({ person }) => Buffer.compare(person, visitor.peer.line.person) !== 0);
  return { ...left, state: { ...place.state!, members: others, due: true } };
}

const stageOf: Readonly<Record<Scene, () => Promise<Stage>>> = {
  async solo() {
    const { ana, cai } = community;
    const opened = await opening(ana.peer, 'solo');
    await ana.call('openSpace', opened.request);
    return {
      place: opened.made.place,
      writers: { member: ana, stranger: cai },
      seat: await newInvitation(),
    };
  },
  async 'waiting pair'() {
    const { ana, bo, cai } = community;
    const seat = await newInvitation();
    const opened = await opening(ana.peer, 'pair', [seat]);
    await ana.call('openSpace', opened.request);
    return { place: opened.made.place, writers: { member: ana, invited: bo, stranger: cai }, seat };
  },
  async pair() {
    const { ana, bo, cai } = community;
    const { place } = await openPair(ana, bo);
    return {
      place,
      writers: { member: ana, 'other member': bo, stranger: cai },
      seat: await newInvitation(),
    };
  },
  async 'pair with one left'() {
    const { ana, bo, cai } = community;
    const { place } = await openPair(ana, bo);
    return {
      place: await gone(place, bo),
      writers: { member: ana, 'former member': bo, stranger: cai },
      seat: await newInvitation(),
    };
  },
  async circle() {
    const { ana, bo, cai } = community;
    const { place, seat } = await openCircle([bo]);
    return { place, writers: { member: ana, 'other member': bo, invited: cai, stranger: dee }, seat };
  },
  async 'circle with one left'() {
    const { ana, bo, cai } = community;
    const { place, seat } = await openCircle([bo, dee]);
    const those = { member: ana, 'other member': bo, 'former member': dee, invited: cai };
    return { place: await gone(place, dee), writers: those, seat };
  },
  async community() {
    const { house, ana, bo, space } = community;
    // The seats of the stories before have had their week, so there is room for more.
    house.clock.now += 8 * day;
    const [seat, taken] = [await newInvitation(), await newInvitation()];
    const opened = await changing(now, ana.peer, { opens: await opensOf([seat, taken]) });
    await ana.call('commit', opened.request, { place: space });
    const another = house.visitor(await makePeer());
    const came = await joining(opened.made.place, another.peer, taken);
    await another.call('join', { account: another.peer.account, space, ...came.request });
    now = came.made.place;
    const [noor, stranger] = [house.visitor(await makePeer()), house.visitor(await makePeer())];
    const those = { member: ana, 'other member': bo, 'former member': dee, invited: noor, stranger };
    return { place: now, writers: those, seat, another: another.peer };
  },
};

/** Ana opens a circle, these come, and one seat stays free. */
async function openCircle(others: readonly Visitor[]): Promise<{ place: LogPlace; seat: Invitation }> {
  const { ana } = community;
  const seat = await newInvitation();
  const seats = await Promise.all(others.map(() => newInvitation()));
  const opened = await opening(ana.peer, 'circle', [...seats, seat]);
  await ana.call('openSpace', opened.request);
  const { space } = opened.made.commit;
  let { place } = opened.made;
  for (const [index, other] of others.entries()) {
    const came = await joining(place, other.peer, seats[index]!);
    await other.call('commit', came.request, { place: space });
    ({ place } = came.made);
  }
  return { place, seat };
}

/** What a commit says that does this. */
async function partsOf(act: Act, stage: Stage, { peer: writer }: Visitor): Promise<Partial<Commit>> {
  const { place, seat, another = community.ana.peer } = stage;
  const state = place.state!;
  const { ana, bo } = community;
  // Each looks after the other's, where both are here.
  const isBoHere = state.members.some(({ person }) => same(person, bo.peer));
  const other = writer === ana.peer && isBoHere ? bo.peer : ana.peer;
  // Whoever was not given the link comes with one of their own making.
  const isInvited = stage.writers.invited?.peer === writer;
  const link = isInvited ? seat : await newInvitation();
  const raised = {
    epoch: state.epoch + 1,
    keyHash: randomBytes(32),
    ...(state.history === 'all' && { earlier: { epoch: state.epoch, sealed: randomBytes(48) } }),
  };
  const opens = await opensOf([await newInvitation()]);
  const two = [ana.peer, bo.peer];
  switch (act) {
    case 'adds its author by the link':
      return { adds: [await addUnder(place, writer, link)] };
    case 'adds its author by the link, and opens a seat':
      return { adds: [await addUnder(place, writer, link)], opens };
    case 'adds its author without a yes':
      return { adds: [writer.line] };
    case 'adds somebody else, who said yes':
      return { adds: [await addUnder(place, await makePeer(), seat)] };
    case 'opens a seat':
      return { opens };
    case 'opens a seat in a new epoch':
      return { opens, ...raised };
    case 'closes a seat':
      return { closes: [seat.signKey.publicKey] };
    case 'begins a new epoch':
      return raised;
    case 'begins two at once':
      return { ...raised, epoch: state.epoch + 2 };
    case 'moves a member to a later link':
      return { updates: [newestLine.get(other)!] };
    case 'moves a member back':
      return { updates: [other.line] };
    case 'removes a member':
      return { removes: [other.line.person] };
    case 'removes its author':
      return { removes: [writer.line.person] };
    case 'changes the care circle':
      return { care: [writer.line.person] };
    case 'names a facilitator':
      return { facilitators: [writer.line.person] };
    case 'brings a cause':
      return {
        cause: [{ signer: other.line.person, statement: randomBytes(40), signature: randomBytes(64) }],
      };
    case 'removes a member, by the word of two of the care circle':
      return {
        removes: [another.line.person],
        cause: await removalBy(place, another.line.person, two),
        ...raised,
      };
    case 'removes a member, by one word said twice': {
      const cause = await removalBy(place, another.line.person, [ana.peer, ana.peer]);
      return { removes: [another.line.person], cause, ...raised };
    }
    case 'fills a seat of the care circle': {
      const { person } = another.line;
      const cause = await seatBy(place, person, [...two, community.cai.peer, another]);
      return { care: [...state.care, person], cause };
    }
    case 'leaves the care circle':
      return { care: state.care.filter((person) => !same(person, writer)) };
    case 'changes the kind':
      return { kind: state.kind };
    case 'does nothing':
      return {};
  }
}

function same(person: Bytes, { line }: Peer): boolean {
  return Buffer.compare(person, line.person) === 0;
}

function said(judged: Result<VerifiedCommit>): string {
  if (judged.ok) return 'yes';
  const { code, detail = '' } = judged.refusal;
  return code === 'commit-refused' ? detail : code;
}

/** A box for everybody whom a commit owes one. */
function boxesOf(judged: Result<VerifiedCommit>) {
  if (!judged.ok) return [];
  const { commit, state } = judged.value;
  const members = state.members.map(({ person }) => person);
  const seats = state.invitations.map(({ signPk }) => signPk);
  const fresh = [...commit.adds.map(({ person }) => person), ...commit.opens.map(({ signPk }) => signPk)];
  return (commit.keyHash === undefined ? fresh : [...members, ...seats]).map((to) => boxFor(to, state.epoch));
}

const lines = scenes.flatMap((scene) =>
  acts.flatMap((act) =>
    writers.flatMap((writer) => {
      const says = commitTable[scene][act][writer];
      return says === undefined ? [] : [{ scene, act, writer, says }];
    }),
  ),
);

describe.each(scenes)('a commit in a %s', (scene) => {
  const here = lines.filter((line) => line.scene === scene);

  test.each(here)('that $act, by $writer: $says', async ({ act, writer, says }) => {
    const stage = await stageOf[scene]();
    const visitor = stage.writers[writer];
    // The page has one line for all of them; this one is not in every scene.
    if (visitor === undefined) return;
    const { peer } = visitor;
    const { space } = stage.place.state!;
    const commit = await commitUnasked(stage.place, peer, await partsOf(act, stage, visitor));
    const judged = await verifyCommit(stage.place, commit);
    expect(said(judged)).toBe(says);

    const request = { commit, boxes: boxesOf(judged) };
    const hasAccount = visitor.cookies.size > 0;
    const told = hasAccount
      ? await visitor.ask('commit', request, { place: space })
      : await visitor.ask('join', { account: peer.account, space, ...request });
    expect(told.code === null ? 'yes' : 'no').toBe(says === 'yes' ? 'yes' : 'no');
    if (judged.ok && scene === 'community') now = judged.value.place;
    const { head } = await community.ana.call('log', {}, { place: space });
    expect(head.hash).toEqual(judged.ok ? judged.value.place.hash : stage.place.hash);
  });
});

describe.each(spaceKinds)('a first commit of kind %s', (kind) => {
  const { may, at } = openingTable[kind];

  test(`is judged: ${may}`, async () => {
    const peer = await makePeer();
    const { space, commit } = await firstUnasked(kind, peer);
    expect(said(await verifyCommit(startOfLog(space), commit))).toBe(may);
  });

  test(`is taken ${may === 'yes' ? `at ${at} and nowhere else` : 'nowhere'}`, async () => {
    const house = await House.open();
    const visitor = house.visitor(await makePeer());
    const first = async (kind: SpaceKind, peer: Peer) => {
      const { commit } = await firstUnasked(kind, peer);
      return { commit, boxes: [boxFor(peer.line.person)] };
    };
    const founding = { token: house.foundingToken, account: visitor.peer.account, card };
    const founded = await visitor.ask('found', { ...founding, ...(await first(kind, visitor.peer)) });
    const { ana } = community;
    const opened = await ana.ask('openSpace', await first(kind, ana.peer));
    await house.close();
    expect({ found: founded.code === null, openSpace: opened.code === null }).toEqual({
      found: may === 'yes' && at === 'found',
      openSpace: may === 'yes' && at === 'openSpace',
    });
  });
});

describe('the page of permissions', () => {
  test('has every part of a commit, and no other', () => {
    expect(Object.keys(actsByPart).toSorted()).toEqual(Object.keys(commitSchema.entries).toSorted());
  });

  test('has a line for each thing that a commit does, in each kind of space that can be opened', () => {
    const kinds = new Set(Object.values(kindOf));
    const open = spaceKinds.filter((kind) => openingTable[kind].may === 'yes');
    expect(open.filter((kind) => !kinds.has(kind))).toEqual([]);
    for (const scene of scenes) expect(Object.keys(commitTable[scene]).toSorted()).toEqual(acts.toSorted());
  });

  test('says of two members the same', () => {
    for (const { scene, act } of lines) {
      const { member, 'other member': other } = commitTable[scene][act];
      expect(member, `${scene}: ${act}`).toBe(other);
    }
  });
});
