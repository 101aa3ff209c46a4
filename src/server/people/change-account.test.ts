import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followLink, type LinkSigners } from '#crypto/chain.ts';
import { unlockersHashOf } from '#crypto/hash.ts';
import { randomBytes } from '#crypto/suite.ts';
import { day } from '#kernel/time.ts';
import {
  byDevice,
  byDeviceAndPassphrase,
  byRecovery,
  changing,
  kitProof,
  newPassphrase,
  newUnlocker,
} from '#tests/house/changing-account.ts';
import { foundCommunity, type Community } from '#tests/house/house.ts';
import { makePeer, makeVault, newSealPk, newSignKey, wanted } from '#tests/house/peer.ts';
import type { SignKey } from '#crypto/signature.ts';
import type { Proof, RequestOf } from '#protocol/api.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
beforeEach(async () => {
  community = await foundCommunity();
  ({ ana } = community);
});
afterEach(() => community.house.close());

const byKit = async (visitor: Visitor) =>
  visitor.ask('openByKit', await kitProof(visitor, ana.peer.recoveryKey, ana.peer.account.kitLookup));
const elsewhere = async () => community.house.visitor(await makePeer());

describe('twelve words', () => {
  test('give the account back to whoever shows the recovery key, and sign them in', async () => {
    const visitor = await elsewhere();
    const { genesis, unlockers, vault } = ana.peer.account;
    const { person } = ana.peer.line;
    expect((await byKit(visitor)).value).toEqual({ person, chain: [genesis], unlockers, vault, former: [] });
    expect((await visitor.call('heads', {})).heads).toHaveLength(1);
  });

  test('that nobody has, and a proof by another key, are the same no and open nothing', async () => {
    const visitor = await elsewhere();
    const stranger = await newSignKey();
    const unknown = await visitor.ask('openByKit', await kitProof(visitor, stranger, randomBytes(32)));
    const wrong = await visitor.ask(
      'openByKit',
      await kitProof(visitor, stranger, ana.peer.account.kitLookup),
    );
    expect(unknown).toMatchObject({ status: 401, code: 'kit-unknown', setCookies: [] });
    expect(wrong).toEqual(unknown);
    expect((await visitor.ask('heads', {})).code).toBe('signed-out');
  });

  test('are shown anew each time: a proof that was overheard opens nothing', async () => {
    const visitor = await elsewhere();
    const shown = await kitProof(visitor, ana.peer.recoveryKey, ana.peer.account.kitLookup);
    expect((await visitor.ask('openByKit', shown)).code).toBeNull();
    expect((await visitor.ask('openByKit', shown)).code).toBe('kit-unknown');
  });

  test('are not shown by the key that the device holds', async () => {
    const visitor = await elsewhere();
    const shown = await kitProof(visitor, ana.peer.signKey, ana.peer.account.kitLookup);
    expect((await visitor.ask('openByKit', shown)).code).toBe('kit-unknown');
  });

  test('have ten tries an hour of their own, known or not, and none of the passphrase’s', async () => {
    const visitor = await elsewhere();
    const stranger = await newSignKey();
    for (const lookup of [ana.peer.account.kitLookup, randomBytes(32)]) {
      for (let tries = 1; tries <= 10; tries++) {
        const shown = await kitProof(visitor, stranger, lookup);
        expect((await visitor.ask('openByKit', shown)).code).toBe('kit-unknown');
      }
      const shown = await kitProof(visitor, stranger, lookup);
      expect(await visitor.ask('openByKit', shown)).toMatchObject({ status: 429, code: 'too-many' });
    }
    const { signinName } = ana.peer.account;
    expect((await visitor.ask('signInStart', { signinName, request: 'x' })).code).toBe('malformed');
  });
});

describe('another way in', () => {
  test.each([
    ['the recovery key', byRecovery],
    ['the device together with the passphrase', byDeviceAndPassphrase],
  ])('is set by %s', async (_who, signers) => {
    const change = await newPassphrase(ana.peer, signers(ana.peer));
    await ana.call('changeAccount', change);
    const { value } = await byKit(await elsewhere());
    expect(value?.chain).toEqual([ana.peer.account.genesis, ...change.links]);
    expect(value?.unlockers).toEqual(change.unlockers);
    expect(value?.vault).toEqual(change.vault);
  });

  test('is not set by the device alone, nor by somebody else’s passphrase', async () => {
    const { bo } = community;
    const theirs = {
      key: bo.peer.unlockerKey,
      set: bo.peer.account.unlockers,
    };
    for (const signers of [
      byDevice(ana.peer),
      { by: 'current', key: ana.peer.signKey, unlocker: theirs } as const,
    ]) {
      const change = await newPassphrase(ana.peer, signers);
      expect((await ana.ask('changeAccount', change)).code).toBe('signature-wrong');
    }
  });

  test('is not set for somebody else', async () => {
    const change = await newPassphrase(ana.peer, byRecovery(ana.peer));
    expect((await community.bo.ask('changeAccount', change)).code).toBe('version-taken');
  });

  test('asked for twice with the same bytes is set once', async () => {
    const change = await newPassphrase(ana.peer, byRecovery(ana.peer));
    await ana.call('changeAccount', change);
    await ana.call('changeAccount', change);
    expect((await byKit(await elsewhere())).value?.former).toHaveLength(1);
  });

  test('loses the race against one that came first', async () => {
    await ana.call('changeAccount', await newPassphrase(ana.peer, byRecovery(ana.peer)));
    const late = await newPassphrase(ana.peer, byRecovery(ana.peer));
    expect((await ana.ask('changeAccount', late)).code).toBe('version-taken');
  });

  test('loses the race against a vault that came first, which is not lost', async () => {
    const change = await newPassphrase(ana.peer, byRecovery(ana.peer));
    const vault = await makeVault(ana.peer, 2);
    await ana.call('putVault', vault);
    expect((await ana.ask('changeAccount', change)).code).toBe('version-taken');
    expect(await ana.call('vault', {})).toEqual(vault);
  });

  test('comes with the unlockers, the record, the look-up id and the vault that it names, or not at all', async () => {
    const { passphrase, ...change } = await newPassphrase(ana.peer, byRecovery(ana.peer));
    const bad = [
      [{ ...change }, 'malformed'],
      [{ ...change, passphrase, kitLookup: randomBytes(32) }, 'malformed'],
      [
        { ...change, passphrase, unlockers: [...change.unlockers, await newUnlocker('passkey')] },
        'malformed',
      ],
      [{ ...change, passphrase, vault: await makeVault(ana.peer, 2) }, 'signature-wrong'],
    ] satisfies [RequestOf<'changeAccount'>, string][];
    for (const [request, code] of bad) expect((await ana.ask('changeAccount', request)).code).toBe(code);
    await ana.call('changeAccount', { ...change, passphrase });
  });
});

test('ten changes a day may be made by the device, and ten more by the kit', async () => {
  const { peer } = ana;
  let { state } = peer;
  let version = 2;
  /** The same set again, under the next link. */
  const again = async (signers: LinkSigners) => {
    const { unlockers } = peer.account;
    const changes = [{ type: 'unlockers', hash: unlockersHashOf(unlockers) }] as const;
    const change = await changing({ ...peer, state }, { signers, changes, unlockers, version });
    const { code } = await ana.ask('changeAccount', change);
    if (code !== null) return code;
    state = wanted(await followLink(state, change.links[0]!));
    version += 1;
    return 'done';
  };
  for (let times = 1; times <= 10; times++) expect(await again(byDeviceAndPassphrase(peer))).toBe('done');
  expect(await again(byDeviceAndPassphrase(peer))).toBe('too-many');
  expect(await again(byRecovery(peer))).toBe('done');
  community.house.clock.now += day;
  expect(await again(byDeviceAndPassphrase(peer))).toBe('done');
});

describe('other keys', () => {
  /** The same person at another device. */
  async function second(): Promise<Visitor> {
    const visitor = await elsewhere();
    await visitor.call('openSession', {
      person: ana.peer.line.person,
      proof: await proofBy(visitor, ana.peer.signKey),
    });
    return visitor;
  }

  async function proofBy(visitor: Visitor, key: SignKey): Promise<Proof> {
    return (await kitProof(visitor, key, ana.peer.line.person)).proof;
  }

  async function newKeys(signers: LinkSigners) {
    const signKey = await newSignKey();
    const change = await changing(ana.peer, {
      signers,
      changes: [{ type: 'rotate', signPk: signKey.publicKey, sealPk: await newSealPk() }],
      unlockers: ana.peer.account.unlockers,
      signKey,
    });
    return { signKey, change };
  }

  test.each([
    ['the device', byDevice],
    ['the recovery key', byRecovery],
  ])('are set by %s, and end every session but the one that asked', async (_who, signers) => {
    const other = await second();
    const stream = await other.listen();
    expect((await stream.next())?.event).toBe('heads');
    const { change, signKey } = await newKeys(signers(ana.peer));
    await ana.call('changeAccount', change);
    expect(await stream.next()).toBeNull();
    expect((await other.ask('heads', {})).code).toBe('signed-out');
    expect((await ana.call('heads', {})).heads).toHaveLength(1);

    const { person } = ana.peer.line;
    const byOld = { person, proof: await proofBy(other, ana.peer.signKey) };
    expect((await other.ask('openSession', byOld)).code).toBe('signature-wrong');
    await other.call('openSession', { person, proof: await proofBy(other, signKey) });
  });

  test('end the tries that my other devices had of their own, and nobody else’s sessions', async () => {
    const other = await second();
    const { change } = await newKeys(byDevice(ana.peer));
    await ana.call('changeAccount', change);
    const { signinName } = ana.peer.account;
    const stranger = await elsewhere();
    const start = (visitor: Visitor) => visitor.ask('signInStart', { signinName, request: 'x' });
    for (let tries = 1; tries <= 10; tries++) expect((await start(stranger)).code).toBe('malformed');
    expect((await start(other)).code).toBe('too-many');
    expect((await start(ana)).code).toBe('malformed');
    expect((await community.bo.ask('heads', {})).code).toBeNull();
  });

  test('asked for twice with the same bytes are set once', async () => {
    const { change } = await newKeys(byDevice(ana.peer));
    await ana.call('changeAccount', change);
    await ana.call('changeAccount', change);
    expect((await ana.call('account', {})).chain).toEqual([ana.peer.account.genesis, ...change.links]);
  });

  test('are not set by a key that is none of mine', async () => {
    const { change } = await newKeys({ by: 'current', key: await newSignKey() });
    expect((await ana.ask('changeAccount', change)).code).toBe('signature-wrong');
  });

  test('tell whoever shows a former key what put it out of force, and nobody else', async () => {
    const { change } = await newKeys(byDevice(ana.peer));
    await ana.call('changeAccount', change);
    const { person } = ana.peer.line;
    const visitor = await elsewhere();
    const told = await visitor.call('whyEnded', { person, proof: await proofBy(visitor, ana.peer.signKey) });
    expect(told.chain).toEqual([ana.peer.account.genesis, ...change.links]);
    const strangers = await proofBy(visitor, await newSignKey());
    const wrong = await visitor.ask('whyEnded', { person, proof: strangers });
    const proof = await proofBy(visitor, ana.peer.signKey);
    const nobodys = await visitor.ask('whyEnded', { person: randomBytes(32), proof });
    expect(wrong).toMatchObject({ status: 400, code: 'signature-wrong' });
    expect(nobodys).toEqual(wrong);
  });
});

test('an account is not closed while no device of ours closes one', async () => {
  const closing = await changing(ana.peer, {
    signers: byRecovery(ana.peer),
    changes: [{ type: 'close' }],
    unlockers: ana.peer.account.unlockers,
  });
  expect((await ana.ask('changeAccount', closing)).code).toBe('malformed');
});

describe('a new kit', () => {
  test('opens from then on under its own look-up id, and the old one opens nothing', async () => {
    const recoveryKey = await newSignKey();
    const kitLookup = randomBytes(32);
    const unlockers = [...ana.peer.account.unlockers, await newUnlocker('kit')];
    const change = await changing(ana.peer, {
      signers: byDeviceAndPassphrase(ana.peer),
      changes: [
        { type: 'recovery', pk: recoveryKey.publicKey },
        { type: 'unlockers', hash: unlockersHashOf(unlockers) },
      ],
      unlockers,
    });
    expect((await ana.ask('changeAccount', change)).code).toBe('malformed');
    await ana.call('changeAccount', { ...change, kitLookup });
    expect((await byKit(await elsewhere())).code).toBe('kit-unknown');
    const visitor = await elsewhere();
    const shown = await kitProof(visitor, recoveryKey, kitLookup);
    expect((await visitor.ask('openByKit', shown)).value?.unlockers).toEqual(unlockers);
  });

  test('is not put in the place of the owner’s by a thief who holds a device', async () => {
    const thief = await newSignKey();
    const change = await changing(ana.peer, {
      signers: byDevice(ana.peer),
      changes: [{ type: 'recovery', pk: thief.publicKey }],
      unlockers: ana.peer.account.unlockers,
    });
    const request = { ...change, kitLookup: randomBytes(32) };
    expect((await ana.ask('changeAccount', request)).code).toBe('signature-wrong');
    expect((await byKit(await elsewhere())).code).toBeNull();
  });
});

describe('what was there before a change', () => {
  /** A thief who holds a device and the passphrase can write over the vault. */
  const stolen = async () =>
    ana.call('changeAccount', await newPassphrase(ana.peer, byDeviceAndPassphrase(ana.peer)));

  test('is given to whoever shows the recovery key', async () => {
    await stolen();
    const { unlockers, vault } = ana.peer.account;
    expect((await byKit(await elsewhere())).value?.former).toEqual([{ unlockers, vault }]);
  });

  test('is kept where the device alone wrote over the vault: after a change, and then once a day', async () => {
    const written = [ana.peer.account.vault];
    const writeOver = async () => {
      const vault = await makeVault(ana.peer, written.length + 1);
      await ana.call('putVault', vault);
      written.push(vault);
    };
    const keptVaults = async () => (await byKit(await elsewhere())).value?.former.map(({ vault }) => vault);
    await writeOver();
    await writeOver();
    expect(await keptVaults()).toEqual([written[0]]);
    community.house.clock.now += day;
    await writeOver();
    expect(await keptVaults()).toEqual([written[0], written[2]]);
    const { unlockers } = ana.peer.account;
    const changes = [{ type: 'unlockers', hash: unlockersHashOf(unlockers) }] as const;
    const signers = byDeviceAndPassphrase(ana.peer);
    const change = await changing(ana.peer, { signers, changes, unlockers, version: written.length + 1 });
    await ana.call('changeAccount', change);
    const head = wanted(await followLink(ana.peer.state, change.links[0]!)).head;
    const { signKey, line } = ana.peer;
    const next = await makeVault({ signKey, line: { ...line, chainHead: head } }, written.length + 2);
    await ana.call('putVault', next);
    expect(await keptVaults()).toEqual([written[0], written[2], written[3], change.vault]);
  });

  test('is kept for thirty days', async () => {
    await stolen();
    community.house.clock.now += 30 * day;
    expect((await byKit(await elsewhere())).value?.former).toEqual([]);
  });
});
