import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventIdOf } from '#crypto/hash.ts';
import { newInvitation, type Invitation } from '#crypto/invitation.ts';
import { openWithPassphrase, registerPassphrase } from '#crypto/passphrase.ts';
import type { SignKey } from '#crypto/signature.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { LogPlace } from '#crypto/verify-entry.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { doors, instancePath, type DoorName, type RequestOf, type LogEntry } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import { drawHostLink } from '#server/host/link.ts';
import { addUnder, commitUnasked } from '#tests/access/commit-unasked.ts';
import { doorTable, people, type Person, type Told } from '#tests/access/permissions.ts';
import { byDeviceAndPassphrase, closing, newPassphrase } from '#tests/house/changing-account.ts';
import { card, foundCommunity, House, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { makePeer, makeVault } from '#tests/house/peer.ts';
import {
  boxFor,
  changing,
  dropping,
  joining,
  leaving,
  opening,
  opensOf,
  say,
  type Sent,
} from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

/**
 * Every door, tried by everybody on the page of permissions. Each comes with a request that is right in all but who
 * brings it, so that nothing else can refuse it.
 */
interface Standing {
  readonly visitor: Visitor;
  /** Where the path or the request names a space. */
  readonly pair: Pair;
  readonly invitation: Invitation;
  readonly hostToken: Bytes;
  readonly foundingToken: Bytes;
}

let community: Community;
let unfounded: House;
let standings: Readonly<Record<Person, Standing>>;
/** What Bo said before he left. */
let his: Bytes;
/** What Ana brought. */
const shown = randomBytes(32);
/** The epoch that has to begin in the pair since then, as Ana would begin it. */
let raised: Sent;
/** How the pair began. */
let firstOfPair: LogEntry;

beforeAll(async () => {
  community = await foundCommunity();
  unfounded = await House.open();
  const { house, ana, bo, cai, space, place } = community;
  const pair = await openPair(ana, bo);
  firstOfPair = (await ana.call('log', {}, { place: pair.space })).entries[0]!;
  const event = await say(pair.place, bo.peer);
  const { seq, hash } = await bo.call('append', event, { place: pair.space });
  his = eventIdOf(event.header);
  await bo.call('leave', await leaving({ ...pair.place, seq, hash }, bo.peer), { place: pair.space });
  const part = { blob: shown, length: 300, at: 0, part: randomBytes(300) };
  await ana.call('putBlob', part, { place: pair.space });
  raised = await changing(without(pair.place, bo), ana.peer, { raise: { secret: randomBytes(32) } });

  // Dee came into the community and left it again, so she has an account and nobody to share with.
  const invitations = await Promise.all([newInvitation(), newInvitation()]);
  let now = place;
  const seats = [community.invitation, ...invitations];
  const opened = await changing(now, ana.peer, { opens: await opensOf(invitations) });
  await ana.call('commit', opened.request, { place: space });
  now = opened.made.place;
  const comesIn = async (invitation: Invitation): Promise<Visitor> => {
    const visitor = house.visitor(await makePeer());
    const joined = await joining(now, visitor.peer, invitation);
    await visitor.call('join', { account: visitor.peer.account, space, ...joined.request });
    now = joined.made.place;
    return visitor;
  };
  const noor = await comesIn(seats[0]!);
  const dee = await comesIn(seats[1]!);
  const left = await dee.call('leave', await leaving(now, dee.peer), { place: space });
  now = { ...without(now, dee), seq: left.seq, hash: left.hash };

  // Ana keeps a seat free for Noor.
  const forNoor = await newInvitation();
  const waiting = await opening(ana.peer, 'pair', [forNoor]);
  await ana.call('openSpace', waiting.request);

  const nobodys = {
    pair,
    invitation: await newInvitation(),
    hostToken: randomBytes(32),
    foundingToken: randomBytes(32),
  };
  const somebody = async (other: Partial<Standing> = {}): Promise<Standing> => ({
    ...nobodys,
    visitor: house.visitor(await makePeer()),
    ...other,
  });
  standings = {
    'signed out': await somebody(),
    stranger: { ...nobodys, visitor: dee },
    'in another space': { ...nobodys, visitor: cai },
    member: { ...nobodys, visitor: ana },
    'former member': { ...nobodys, visitor: bo },
    invited: {
      ...nobodys,
      visitor: noor,
      invitation: forNoor,
      pair: { space: waiting.made.commit.space, place: waiting.made.place },
    },
    newcomer: await somebody({ invitation: seats[2]!, pair: { space, place: now } }),
    'host link': await somebody({
      hostToken: drawHostLink(house.config.dataFolder, () => house.clock.now),
    }),
    'founding link': await somebody({
      visitor: unfounded.visitor(await makePeer()),
      foundingToken: unfounded.foundingToken,
    }),
  };
});
afterAll(async () => {
  await community.house.close();
  await unfounded.close();
});

/** The key shows itself, over what it is asked for. */
async function prove({ visitor }: Standing, key: SignKey, subject: Bytes) {
  const { nonce } = await visitor.call('nonce', {});
  const statement = toCbor({ origin: visitor.house.origin, person: subject, nonce });
  return { nonce, signature: await key.sign('signin', statement) };
}

/** A request that this door would take from whoever may. */
async function requestFor(name: DoorName, person: Person): Promise<RequestOf<DoorName>> {
  const standing = standings[person];
  const { visitor, pair, invitation, hostToken, foundingToken } = standing;
  const { peer } = visitor;
  const { ana } = community;
  switch (name) {
    case 'registerPassphrase':
      return {
        signinName: randomBytes(32),
        request: (await registerPassphrase('tea kettle window')).request,
      };
    case 'signInStart':
      return { signinName: randomBytes(32), request: (await openWithPassphrase('tea kettle')).request };
    case 'signInFinish':
      return { attempt: randomBytes(32), request: 'A'.repeat(86) };
    case 'founding':
      return { token: foundingToken };
    case 'found': {
      const opened = await opening(peer, 'community');
      return { token: foundingToken, account: peer.account, card, ...opened.request };
    }
    case 'machineRoom':
      return { token: hostToken };
    case 'changeCard':
      return { token: hostToken, card };
    case 'changePublicText':
      return { token: hostToken, text: 'Come in.' };
    case 'changeHelpLine':
      return { token: hostToken, name: 'samaritans', seen: { hidden: false }, change: { hidden: true } };
    case 'readByInvitation': {
      const { publicKey } = invitation.signKey;
      const proof = await prove(standing, invitation.signKey, publicKey);
      return { space: pair.space, invitation: publicKey, proof, after: 0 };
    }
    case 'join':
      return joinRequest(standings[person]);
    case 'openByKit': {
      const lookup = peer.account.kitLookup;
      return { lookup, proof: await prove(standing, peer.recoveryKey, lookup) };
    }
    case 'whyEnded':
    case 'openSession': {
      const id = peer.line.person;
      return { person: id, proof: await prove(standing, peer.signKey, id) };
    }
    case 'putVault':
      return makeVault(peer, 2);
    case 'changeAccount':
      return newPassphrase(peer, byDeviceAndPassphrase(peer), 3);
    case 'closeAccount':
      return { link: await closing(visitor) };
    case 'openSpace':
      return (await opening(peer, 'pair', [await newInvitation()])).request;
    case 'commit':
      return (person === 'invited' ? await joining(pair.place, peer, invitation) : raised).request;
    case 'append':
      return say(person === 'member' ? raisedPlace() : pair.place, peer);
    case 'putBlob':
      return { blob: randomBytes(32), length: 300, at: 0, part: randomBytes(300) };
    case 'readBlob':
      return { blob: shown, at: 0 };
    case 'leaveBox':
      return boxFor(ana.peer.line.person);
    case 'askForBox':
    case 'boxOpened':
      return { epoch: 1 };
    case 'giveBack':
      // What is there already, so that nothing is done twice.
      return { entries: [firstOfPair] };
    case 'leave':
      return leaving(standings.member.pair.place, ana.peer);
    case 'drop':
      return dropping(pair.space, peer, [his]);
    case 'leaveLetter':
      return { to: writesTo(person).peer.line.person, sealed: randomBytes(50) };
    default:
      return {};
  }
}

/** In a ring, because nobody has two letters with one person. */
function writesTo(person: Person): Visitor {
  const { ana, bo, cai } = community;
  if (person === 'member') return cai;
  if (person === 'in another space') return standings.invited.visitor;
  return person === 'invited' ? bo : ana;
}

async function joinRequest({ visitor, invitation }: Standing): Promise<RequestOf<'join'>> {
  const { place, space } = standings.newcomer.pair;
  const isTheirs = visitor === standings.newcomer.visitor;
  // Whoever has an account comes with another one.
  const peer = isTheirs ? visitor.peer : await makePeer();
  const adds = [await addUnder(place, peer, invitation)];
  const commit = await commitUnasked(place, peer, { adds });
  return { account: peer.account, space, commit, boxes: [boxFor(peer.line.person)] };
}

/** The place as it is once somebody has left. */
function without(place: LogPlace, { peer }: Visitor): LogPlace {
  const state = place.state!;
  const others = state.members.filter(({ person }) => Buffer.compare(person, peer.line.person) !== 0);
  return { ...place, state: { ...state, members: others, due: true } };
}

/** What Ana has verified of the pair, and the epoch that she has begun since. */
function raisedPlace(): LogPlace {
  return { ...standings.member.pair.place, state: raised.made.place.state };
}

const names = Object.keys(doors) as DoorName[];
/** Coming in and going come last, because they change who somebody is. */
function inOrder(person: Person): readonly DoorName[] {
  const spaces: readonly DoorName[] =
    person === 'member' ? ['commit', 'append', 'leave'] : ['append', 'leave', 'commit'];
  const last: readonly DoorName[] = [
    'changeAccount',
    ...spaces,
    'closeAccount',
    'found',
    'join',
    'endSession',
  ];
  return [...names.filter((name) => !last.includes(name)), ...last];
}

async function told(name: DoorName, person: Person): Promise<Told> {
  const { visitor, pair } = standings[person];
  const place = name === 'chain' ? community.ana.peer.line.person : pair.space;
  const { code } = await visitor.ask(name, await requestFor(name, person), { place });
  // Every code of the wire is one of these.
  return (code ?? 'yes') as Told;
}

describe.each(people)('the stream and the settings for somebody who is %s', (person) => {
  test('are as the page says', async () => {
    const { visitor } = standings[person];
    const settings = await fetch(visitor.house.origin + instancePath, {
      headers: { cookie: visitor.cookie },
    });
    expect(settings.ok ? 'yes' : 'no').toBe(doorTable.instance[person]);
    const listening = await visitor.listen();
    expect(listening.response.status).toBe(doorTable.stream[person] === 'yes' ? 200 : 401);
    listening.close();
  });
});

describe('whoever is not in a space', () => {
  test.each([
    'log',
    'formerLog',
    'boxes',
    'append',
    'commit',
    'leaveBox',
    'askForBox',
    'boxOpened',
    'giveBack',
    'putBlob',
    'readBlob',
    'leave',
    'drop',
  ] as const)('hears at %s what they would hear of a space that never was', async (name) => {
    const { visitor } = standings['in another space'];
    const { line, signKey } = visitor.peer;
    const proof = await prove(standings['in another space'], signKey, line.person);
    await visitor.call('openSession', { person: line.person, proof });
    const request = await requestFor(name, 'in another space');
    const here = await visitor.ask(name, request, { place: standings.member.pair.space });
    expect(await visitor.ask(name, request, { place: randomBytes(32) })).toEqual(here);
  });
});

describe.each(people)('for somebody who is %s', (person) => {
  const lines = inOrder(person).map((name) => ({ name, says: doorTable[name][person] }));

  test.each(lines)('the door $name says $says', async ({ name, says }) => {
    expect(await told(name, person)).toBe(says);
  });
});

test('no door is missing from the page, and none is on it that is not there', () => {
  const known = [...names, 'stream', 'instance'];
  expect(Object.keys(doorTable).toSorted()).toEqual(known.toSorted());
});

describe('a request that changes something', () => {
  const changing = names.filter((name) => doors[name].method !== 'GET');
  const origins = ['https://elsewhere.example', 'null', null];

  test.each(changing.flatMap((name) => origins.map((origin) => ({ name, origin }))))(
    '$name from the origin $origin is refused',
    async ({ name, origin }) => {
      const { cai } = community;
      const answer = await cai.send(name, toCbor({}), { place: standings.member.pair.space, origin });
      expect(answer.status).toBe(403);
    },
  );
});
