import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newInvitation } from '#crypto/invitation.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { day, minute } from '#kernel/time.ts';
import { sessionCookie, type Proof } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import { card, foundCommunity, House, openPair, type Community } from '#tests/house/house.ts';
import { makePeer, makeVault, type Peer } from '#tests/house/peer.ts';
import { joining, leaving, opening } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

const prove = async (
  visitor: Visitor,
  { signKey, person }: { signKey: Peer['signKey']; person: Bytes },
  origin = visitor.house.origin,
): Promise<Proof> => {
  const { nonce } = await visitor.call('nonce', {});
  return { nonce, signature: await signKey.sign('signin', toCbor({ origin, person, nonce })) };
};

describe('founding', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  const founding = async (peer: Peer, token: Bytes) => {
    const opened = await opening(peer, 'community');
    return { token, account: peer.account, card, ...opened.request };
  };

  test('makes the first person, the community and the host card, and signs in', async () => {
    const ana = house.visitor(await makePeer());
    const token = house.foundingToken;
    expect(await ana.call('founding', { token })).toEqual({ open: true });
    await ana.call('found', await founding(ana.peer, token));
    expect((await ana.call('heads', {})).heads).toMatchObject([{ kind: 'community', seq: 1 }]);
    const said = await (await fetch(`${house.origin}/api/instance`)).json();
    expect(said).toMatchObject({ founded: true, card, origin: house.origin });
    expect(await ana.call('founding', { token })).toEqual({ open: false });
  });

  test('happens once, and never again after a restart', async () => {
    const [ana, bo] = [house.visitor(await makePeer()), house.visitor(await makePeer())];
    const token = house.foundingToken;
    await ana.call('found', await founding(ana.peer, token));
    expect(await bo.ask('found', await founding(bo.peer, token))).toMatchObject({
      status: 410,
      code: 'founding-spent',
    });
    await house.restart();
    expect(house.server.foundingLink).toBeNull();
    expect((await bo.ask('found', await founding(bo.peer, token))).code).toBe('founding-spent');
  });

  test('by two at once happens once', async () => {
    const visitors = [house.visitor(await makePeer()), house.visitor(await makePeer())];
    const requests = await Promise.all(visitors.map(({ peer }) => founding(peer, house.foundingToken)));
    const told = await Promise.all(visitors.map((visitor, index) => visitor.ask('found', requests[index]!)));
    expect(told.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });

  test('needs the link of this start', async () => {
    const before = house.foundingToken;
    await house.restart();
    const ana = house.visitor(await makePeer());
    expect(await ana.call('founding', { token: before })).toEqual({ open: false });
    expect((await ana.ask('found', await founding(ana.peer, before))).code).toBe('founding-spent');
    expect((await ana.ask('found', await founding(ana.peer, house.foundingToken))).code).toBeNull();
  });

  test('without a host card does not happen', async () => {
    const ana = house.visitor(await makePeer());
    const request = { ...(await founding(ana.peer, house.foundingToken)), card: { ...card, boundByLaw: '' } };
    expect((await ana.ask('found', request)).code).toBe('malformed');
  });

  test('opens a community and nothing else', async () => {
    const ana = house.visitor(await makePeer());
    const { request } = await opening(ana.peer, 'solo');
    const told = await ana.ask('found', { ...(await founding(ana.peer, house.foundingToken)), ...request });
    expect(told.code).toBe('commit-refused');
  });

  test('takes no account whose parts are not one person’s', async () => {
    const [ana, bo] = [house.visitor(await makePeer()), await makePeer()];
    const request = await founding(ana.peer, house.foundingToken);
    const { account } = ana.peer;
    const withVault = { ...request, account: { ...account, vault: bo.account.vault } };
    const withUnlockers = { ...request, account: { ...account, unlockers: bo.account.unlockers } };
    const { signature } = bo.account.genesis;
    const withGenesis = { ...request, account: { ...account, genesis: { ...account.genesis, signature } } };
    expect((await ana.ask('found', withVault)).code).toBe('signature-wrong');
    expect((await ana.ask('found', withUnlockers)).code).toBe('malformed');
    expect((await ana.ask('found', withGenesis)).code).toBe('signature-wrong');
    expect((await ana.ask('found', request)).code).toBeNull();
  });
});

describe('in a community', () => {
  let community: Community;
  let ana: Visitor;
  let bo: Visitor;
  beforeEach(async () => {
    community = await foundCommunity();
    ({ ana, bo } = community);
  });
  afterEach(() => community.house.close());

  describe('a newcomer', () => {
    let dee: Visitor;
    beforeEach(async () => {
      dee = community.house.visitor(await makePeer());
    });
    const joinAs = async (peer: Peer, invitation = community.invitation) => {
      const joined = await joining(community.place, peer, invitation);
      return { account: peer.account, space: community.space, ...joined.request };
    };

    test('reads by their invitation what it opens, and its boxes', async () => {
      const { signKey } = community.invitation;
      const invitation = signKey.publicKey;
      const proof = await prove(dee, { signKey, person: invitation });
      const page = await dee.call('readByInvitation', {
        space: community.space,
        invitation,
        proof,
        after: 0,
      });
      expect(page.entries).toHaveLength(3);
      expect(page.boxes).toMatchObject([{ to: invitation, epoch: 1 }]);
    });

    test('proves that they hold the invitation, anew each time and for this server', async () => {
      const { signKey } = community.invitation;
      const invitation = signKey.publicKey;
      const asked = { space: community.space, invitation, after: 0 };
      const proof = await prove(dee, { signKey, person: invitation });
      await dee.call('readByInvitation', { ...asked, proof });
      expect((await dee.ask('readByInvitation', { ...asked, proof })).code).toBe('signature-wrong');
      const elsewhere = await prove(dee, { signKey, person: invitation }, 'https://elsewhere.example');
      expect((await dee.ask('readByInvitation', { ...asked, proof: elsewhere })).code).toBe(
        'signature-wrong',
      );
      const other = await newInvitation();
      const wrong = await prove(dee, { signKey: other.signKey, person: invitation });
      expect((await dee.ask('readByInvitation', { ...asked, proof: wrong })).code).toBe('signature-wrong');
      const late = await prove(dee, { signKey, person: invitation });
      community.house.clock.now += 2 * minute;
      expect((await dee.ask('readByInvitation', { ...asked, proof: late })).code).toBe('signature-wrong');
    });

    test('is told kindly apart: used, expired, unknown', async () => {
      const read = async (invitation: Community['invitation']) => {
        const { signKey } = invitation;
        const person = signKey.publicKey;
        const proof = await prove(dee, { signKey, person });
        return (
          await dee.ask('readByInvitation', { space: community.space, invitation: person, proof, after: 0 })
        ).code;
      };
      expect(await read(await newInvitation())).toBe('invitation-unknown');
      expect(await read(community.invitation)).toBeNull();
      await dee.call('join', await joinAs(dee.peer));
      expect(await read(community.invitation)).toBe('invitation-used');
    });

    test('too late is too late', async () => {
      community.house.clock.now += 8 * day;
      expect(await dee.ask('join', await joinAs(dee.peer))).toMatchObject({
        status: 410,
        code: 'invitation-expired',
      });
    });

    test('comes in and is signed in', async () => {
      await dee.call('join', await joinAs(dee.peer));
      expect((await dee.call('heads', {})).heads).toMatchObject([{ space: community.space, seq: 4 }]);
    });

    test('who sends the same again is in as before', async () => {
      const request = await joinAs(dee.peer);
      await dee.call('join', request);
      const again = community.house.visitor(dee.peer);
      await again.call('join', request);
      expect((await again.call('heads', {})).heads).toHaveLength(1);
    });

    test('nobody becomes them with what all members can see', async () => {
      const request = await joinAs(dee.peer);
      await dee.call('join', request);
      const { signinName, kitLookup } = (await makePeer()).account;
      const account = { ...request.account, signinName, kitLookup };
      const thief = community.house.visitor(dee.peer);
      expect(await thief.ask('join', { ...request, account })).toMatchObject({
        code: 'invitation-used',
        setCookies: [],
      });
    });

    test('with a sign-in name that is taken does not come in at all', async () => {
      const peer = await makePeer('none', ana.peer.account.signinName);
      const again = community.house.visitor(peer);
      expect((await again.ask('join', await joinAs(peer))).code).toBe('id-taken');
      expect((await ana.call('heads', {})).heads).toMatchObject([{ seq: 3 }]);
      expect((await dee.ask('join', await joinAs(dee.peer))).code).toBeNull();
    });
  });

  describe('a session', () => {
    test('is opened by whoever proves the account’s key', async () => {
      const { peer, house } = ana;
      const again = community.house.visitor(peer);
      const { person } = peer.line;
      expect(house.origin).toBe(community.house.origin);
      await again.call('openSession', {
        person,
        proof: await prove(again, { signKey: peer.signKey, person }),
      });
      expect((await again.call('heads', {})).heads).toHaveLength(1);
      const asBo = await prove(again, { signKey: bo.peer.signKey, person });
      expect((await again.ask('openSession', { person, proof: asBo })).code).toBe('signature-wrong');
    });

    test('ends when asked, and its cookie with it', async () => {
      const before = ana.cookie;
      await ana.call('endSession', {});
      expect(ana.cookies.has(sessionCookie)).toBe(false);
      const thief = community.house.visitor(ana.peer);
      thief.cookies.set(sessionCookie, /bothways=([^;]+)/.exec(before)![1]!);
      expect(await thief.ask('heads', {})).toMatchObject({ status: 401, code: 'signed-out' });
    });

    test('lives on while it is used, and ends after ninety days without', async () => {
      for (const times of [1, 2]) {
        community.house.clock.now += 80 * day;
        const { code, setCookies } = await ana.ask('heads', {});
        expect({ times, code }).toEqual({ times, code: null });
        expect(setCookies).toEqual([expect.stringContaining('Max-Age=7776000')]);
      }
      community.house.clock.now += 91 * day;
      expect((await ana.ask('heads', {})).code).toBe('signed-out');
    });

    test('outlives a restart', async () => {
      await community.house.restart();
      expect((await ana.ask('heads', {})).code).toBeNull();
    });

    test('its cookie is for this house and no script', async () => {
      const { peer } = ana;
      const { person } = peer.line;
      const again = community.house.visitor(peer);
      const proof = await prove(again, { signKey: peer.signKey, person });
      const { setCookies } = await again.ask('openSession', { person, proof });
      expect(setCookies).toHaveLength(2);
      for (const cookie of setCookies) {
        expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
      }
    });

    test('its token is not on the disk', async () => {
      const token = Buffer.from(ana.cookies.get(sessionCookie)!, 'base64url');
      expect(community.house.onDisk().includes(token)).toBe(false);
    });
  });

  describe('a vault', () => {
    test('is given back as it was put', async () => {
      const vault = await makeVault(ana.peer, 2);
      await ana.call('putVault', vault);
      expect(await ana.call('vault', {})).toEqual(vault);
    });

    test('of two devices that write at once, the second reads first', async () => {
      const [one, other] = await Promise.all([makeVault(ana.peer, 2), makeVault(ana.peer, 2)]);
      const told = await Promise.all([ana.ask('putVault', one), ana.ask('putVault', other)]);
      expect(told.map(({ code }) => code).toSorted()).toEqual([null, 'version-taken'].toSorted());
    });

    test('never goes back', async () => {
      expect((await ana.ask('putVault', await makeVault(ana.peer, 1))).code).toBe('version-taken');
      expect((await ana.ask('putVault', await makeVault(ana.peer, 3))).code).toBe('version-taken');
    });

    test('is signed by its owner', async () => {
      expect((await ana.ask('putVault', await makeVault(bo.peer, 2))).code).toBe('signature-wrong');
      const vault = await makeVault(ana.peer, 2);
      const swapped = { ...vault, ciphertext: randomBytes(256) };
      expect((await ana.ask('putVault', swapped)).code).toBe('signature-wrong');
    });
  });

  test('a chain is read by people who share a space', async () => {
    const place = bo.peer.line.person;
    expect(await ana.call('chain', {}, { place })).toEqual({ chain: [bo.peer.account.genesis] });
    expect((await ana.ask('chain', {}, { place: randomBytes(32) })).code).toBe('not-found');
  });

  test('two who only once shared a space no longer do', async () => {
    await openPair(ana, bo);
    const { cai } = community;
    await cai.call('leave', await leaving(community.place, cai.peer), { place: community.space });
    expect((await ana.ask('chain', {}, { place: cai.peer.line.person })).code).toBe('not-found');
    expect((await cai.ask('chain', {}, { place: ana.peer.line.person })).code).toBe('not-found');
  });
});
