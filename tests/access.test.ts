import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventIdOf } from '#crypto/hash.ts';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { doors, streamPath, type DoorName, type RequestOf, type Who } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import { card, foundCommunity, openPair, type Community, type Pair } from '#tests/house/house.ts';
import { makePeer, makeVault } from '#tests/house/peer.ts';
import { boxFor, changing, dropping, joining, leaving, opening, say } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

/**
 * Every door, tried by everybody. What each may is read off `who` in `api.ts`; the requests are such that nothing but
 * standing at the wrong door can refuse them. Ana is in the pair, Cai shares only the community with her, Dee is signed in
 * and shares nothing with her, Bo was in the pair and has left.
 */
const people = ['signed out', 'member', 'former', 'shares', 'stranger'] as const;
type Person = (typeof people)[number];

const mayEnter: Readonly<Record<Who, readonly Person[]>> = {
  anyone: people,
  // Nobody by being anybody: the link opens, see `server/host/host.test.ts`.
  host: [],
  session: ['member', 'former', 'shares', 'stranger'],
  member: ['member'],
  // Nobody here holds an invitation to the pair: it had its two.
  'member-or-invited': ['member'],
  former: ['former'],
  'shares-a-space': ['member', 'former', 'shares'],
};

let community: Community;
let pair: Pair;
let visitors: Readonly<Record<Person, Visitor>>;
let hers: Bytes;

beforeAll(async () => {
  community = await foundCommunity();
  const { house, ana, bo, cai, space, place, invitation } = community;
  pair = await openPair(ana, bo);
  const event = await say(pair.place, bo.peer);
  const { seq, hash } = await bo.call('append', event, { place: pair.space });
  hers = eventIdOf(event.header);
  await bo.call('leave', await leaving({ ...pair.place, seq, hash }, bo.peer), { place: pair.space });

  // Dee came into the community and left it again, so she has an account and nobody to share with.
  const dee = house.visitor(await makePeer());
  const joined = await joining(place, dee.peer, invitation);
  await dee.call('join', { account: dee.peer.account, space, ...joined.request });
  await dee.call('leave', await leaving(joined.made.place, dee.peer), { place: space });
  const nobody = house.visitor(await makePeer());
  visitors = { 'signed out': nobody, member: ana, former: bo, shares: cai, stranger: dee };
});
afterAll(() => community.house.close());

/** A request that this door would take from whoever may enter. */
async function requestFor(name: DoorName, { peer }: Visitor): Promise<RequestOf<DoorName>> {
  const { ana, cai } = community;
  const proof = { nonce: randomBytes(32), signature: randomBytes(64) };
  const { place, space } = pair;
  const left = await pairAfterLeave();
  switch (name) {
    case 'registerPassphrase':
    case 'signInStart':
      return { signinName: randomBytes(32), request: 'x' };
    case 'signInFinish':
      return { attempt: randomBytes(32), request: 'x' };
    case 'founding':
      return { token: randomBytes(32) };
    case 'machineRoom':
      return { token: randomBytes(32) };
    case 'changeCard':
      return { token: randomBytes(32), card };
    case 'changePublicText':
      return { token: randomBytes(32), text: 'Come in.' };
    case 'changeHelpLine':
      return {
        token: randomBytes(32),
        name: 'samaritans',
        seen: { hidden: false },
        change: { hidden: true },
      };
    case 'found':
      return {
        token: randomBytes(32),
        account: peer.account,
        card,
        ...(await opening(peer, 'community')).request,
      };
    case 'join':
      return { account: peer.account, space, ...(await opening(peer, 'community')).request };
    case 'readByInvitation':
      return { space, invitation: randomBytes(32), proof, after: 0 };
    case 'openSession':
      return { person: randomBytes(32), proof };
    case 'putVault':
      return makeVault(peer, 2);
    case 'openSpace':
      return (await opening(peer, 'pair', [await newInvitation()])).request;
    case 'commit':
      return (await changing(left, ana.peer, { raise: { secret: randomBytes(32) } })).request;
    case 'append':
      return say(place, peer);
    case 'leaveBox':
      return boxFor(ana.peer.line.person);
    case 'leave':
      return leaving(place, ana.peer);
    case 'drop':
      return dropping(space, peer, [hers]);
    case 'leaveLetter':
      return { to: (peer === ana.peer ? cai : ana).peer.line.person, sealed: randomBytes(50) };
    default:
      return {};
  }
}

async function pairAfterLeave() {
  const { place } = pair;
  const { members } = place.state!;
  const left = members.filter((member) => Buffer.compare(member.person, community.bo.peer.line.person) !== 0);
  return { ...place, state: { ...place.state!, members: left, due: true } };
}

/** What these doors say to somebody who is in the wrong place. */
const turnedAway = new Set([401, 404]);
const names = Object.keys(doors) as DoorName[];
// Ending a session and leaving come last: they change who everybody is.
const last: readonly DoorName[] = ['leave', 'endSession'];
const inOrder = [...names.filter((name) => !last.includes(name)), ...last];
const table = inOrder.flatMap((name) => people.map((person) => ({ name, person, who: doors[name].who })));

describe.each(table)('$name ($who) for somebody who is $person', ({ name, person, who }) => {
  const may = mayEnter[who].includes(person);

  test(may ? 'is open' : 'is shut', async () => {
    const visitor = visitors[person];
    const place = name === 'chain' ? community.ana.peer.line.person : pair.space;
    const told = await visitor.ask(name, await requestFor(name, visitor), { place });
    if (may && who === 'anyone') return expect(told.code).not.toBe('signed-out');
    if (may) return expect(turnedAway.has(told.status)).toBe(false);
    if (who === 'host') return expect(told).toMatchObject({ status: 410, code: 'host-link-spent' });
    const isSignedOut = person === 'signed out';
    expect(told.status).toBe(isSignedOut ? 401 : 404);
    expect(told.code).toBe(
      isSignedOut ? 'signed-out' : who === 'shares-a-space' ? 'not-found' : 'not-a-member',
    );
  });
});

describe('whoever is not in a space', () => {
  test.each(['log', 'boxes', 'append', 'commit', 'leaveBox', 'leave', 'drop'] as const)(
    'hears at %s what they would hear of a space that never was',
    async (name) => {
      const { cai } = community;
      const request = await requestFor(name, cai);
      const here = await cai.ask(name, request, { place: pair.space });
      expect(await cai.ask(name, request, { place: randomBytes(32) })).toEqual(here);
    },
  );
});

describe('a request that changes something', () => {
  const changing = names.filter((name) => doors[name].method !== 'GET');
  const origins = ['https://elsewhere.example', 'null', null];

  test.each(changing.flatMap((name) => origins.map((origin) => ({ name, origin }))))(
    '$name from the origin $origin is refused',
    async ({ name, origin }) => {
      const { cai } = community;
      const answer = await cai.send(name, toCbor({}), { place: pair.space, origin });
      expect(answer.status).toBe(403);
    },
  );
});

test('the stream is for whoever is signed in', async () => {
  const answer = await fetch(community.house.origin + streamPath);
  expect(answer.status).toBe(401);
});
