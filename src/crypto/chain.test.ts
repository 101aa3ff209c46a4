import { describe, expect, test } from 'vitest';
import type { Result } from '#kernel/result.ts';
import { fromCbor, toCbor, type Encodable } from '#protocol/cbor.ts';
import { linkSchema, type SignedLink } from '#protocol/person.ts';
import { ana, bo, cai, flipped, stranger, wanted, whyNot, type Person } from '#tests/crypto/cast.ts';
import {
  appendLink,
  extendsHead,
  followLink,
  holdsRosterLine,
  newGenesis,
  rosterLineOf,
  verifyChain,
  type ChainRefusal,
  type ChainState,
  type LinkChange,
  type LinkSigners,
} from './chain.ts';
import { H, personIdOf, unlockersHashOf } from './hash.ts';
import { unlockerFromSeed, unlockerKeysOf } from './unlockers.ts';

const set = [unlockerKeysOf(ana.passphrase), unlockerKeysOf(ana.kit)];
const byDevice: LinkSigners = { by: 'current', key: ana.signKey };
const byKit: LinkSigners = { by: 'recovery', key: ana.recoveryKey };
const byDeviceAndPassphrase: LinkSigners = {
  ...byDevice,
  unlocker: { key: ana.passphrase.signKey, set },
};

const toKeysOf = ({ line }: Person): LinkChange => ({
  type: 'rotate',
  signPk: line.signPk,
  sealPk: line.sealPk,
});
const newUnlockers: LinkChange = { type: 'unlockers', hash: H('unlockers') };
const newRecovery: LinkChange = { type: 'recovery', pk: cai.recoveryKey.publicKey };
const close: LinkChange = { type: 'close' };
const guarded = [newUnlockers, newRecovery, close];

async function follow(change: LinkChange, signers: LinkSigners): Promise<Result<ChainState, ChainRefusal>> {
  return followLink(ana.state, await appendLink(ana.state, change, signers));
}

describe('a genesis', () => {
  const [genesis] = ana.chain;

  test('gives the person their id, and stands alone', async () => {
    const state = wanted(await verifyChain(ana.chain));
    expect(state.person).toEqual(personIdOf(genesis!.link));
    expect(state.signPk).toEqual(ana.signKey.publicKey);
    expect(state).toMatchObject({ seq: 0, closed: false });
  });

  test('is signed by its own key', async () => {
    const signature = await bo.signKey.sign('link', genesis!.link);
    expect(whyNot(await verifyChain([{ ...genesis!, signature }]))).toBe('signature-wrong');
    expect(whyNot(await verifyChain([{ ...genesis!, by: 'recovery' }]))).toBe('no-genesis');
  });

  test('holds only sound keys', async () => {
    const account = {
      signKey: ana.signKey,
      sealPk: ana.line.sealPk,
      recoveryPk: ana.recoveryKey.publicKey,
      unlockersHash: ana.state.unlockersHash,
    };
    for (const key of ['sealPk', 'recoveryPk']) {
      const unsound = await newGenesis({ ...account, [key]: new Uint8Array(32) });
      expect(whyNot(await verifyChain([unsound]))).toBe('key-not-sound');
    }
  });

  test('of a version to come asks for an update', async () => {
    const link = toCbor({ ...wanted(fromCbor(linkSchema, genesis!.link)), v: 2 });
    const signed = { ...genesis!, link, signature: await ana.signKey.sign('link', link) };
    expect(whyNot(await verifyChain([signed]))).toBe('please-update');
  });

  test('is where a chain begins', async () => {
    expect(whyNot(await verifyChain([]))).toBe('no-genesis');
    const rotate = await appendLink(ana.state, toKeysOf(cai), byDevice);
    expect(whyNot(await verifyChain([rotate]))).toBe('no-genesis');
    expect(whyNot(await verifyChain([genesis!, genesis!]))).toBe('link-not-next');
  });
});

describe('who may sign which link', () => {
  test('new keys: the device alone, or the kit alone', async () => {
    for (const signers of [byDevice, byKit]) {
      const state = wanted(await follow(toKeysOf(cai), signers));
      expect(state).toMatchObject({ seq: 1, signPk: cai.line.signPk, sealPk: cai.line.sealPk });
      expect(state.person).toEqual(ana.state.person);
    }
  });

  test.each(guarded)('$type: the kit alone, or the device with an unlocker in force', async (change) => {
    expect((await follow(change, byKit)).ok).toBe(true);
    expect((await follow(change, byDeviceAndPassphrase)).ok).toBe(true);
  });

  test.each(guarded)('$type: a thief who has only the device is refused', async (change) => {
    expect(whyNot(await follow(change, byDevice))).toBe('unlocker-missing');
  });

  test.each(guarded)('$type: an unlocker of nobody, or slipped into the set, is refused', async (change) => {
    const mine = await unlockerFromSeed('passphrase', H('person'));
    const slippedIn = { key: mine.signKey, set: [...set, unlockerKeysOf(mine)] };
    expect(whyNot(await follow(change, { ...byDevice, unlocker: slippedIn }))).toBe('unlocker-not-in-force');
    const outside = { key: mine.signKey, set };
    expect(whyNot(await follow(change, { ...byDevice, unlocker: outside }))).toBe('unlocker-not-in-force');
  });

  test('an unlocker that is named and did not sign is refused', async () => {
    const link = await appendLink(ana.state, close, byDeviceAndPassphrase);
    const unlocker = { ...link.unlocker!, signature: flipped(link.unlocker!.signature, 1) };
    expect(whyNot(await followLink(ana.state, { ...link, unlocker }))).toBe('signature-wrong');
  });

  test('nobody else signs anything', async () => {
    for (const change of [toKeysOf(stranger), ...guarded]) {
      for (const by of ['current', 'recovery'] as const) {
        expect(whyNot(await follow(change, { by, key: stranger.signKey }))).toBe('signature-wrong');
      }
    }
  });

  test('after a thief changed the keys, the owner takes the account back with the kit', async () => {
    const stolen = wanted(await follow(toKeysOf(stranger), byDevice));
    const back = await appendLink(stolen, toKeysOf(cai), byKit);
    expect(wanted(await followLink(stolen, back)).signPk).toEqual(cai.line.signPk);
    const bySecondKeys = await appendLink(stolen, toKeysOf(bo), byDevice);
    expect(whyNot(await followLink(stolen, bySecondKeys))).toBe('signature-wrong');
  });

  test('once the set has changed, an unlocker of the former set no longer counts', async () => {
    const alone = [unlockerKeysOf(ana.kit)];
    const fewer = wanted(
      await follow({ type: 'unlockers', hash: unlockersHashOf(alone) }, byDeviceAndPassphrase),
    );
    const again = await appendLink(fewer, newRecovery, byDeviceAndPassphrase);
    expect(whyNot(await followLink(fewer, again))).toBe('unlocker-not-in-force');
    const withKit: LinkSigners = { ...byDevice, unlocker: { key: ana.kit.signKey, set: alone } };
    expect((await followLink(fewer, await appendLink(fewer, newRecovery, withKit))).ok).toBe(true);
  });
});

describe('the order of links', () => {
  test('a link follows the newest one, by number and by hash', async () => {
    const one = await appendLink(ana.state, toKeysOf(cai), byDevice);
    const state = wanted(await followLink(ana.state, one));
    expect(whyNot(await followLink(state, one))).toBe('link-not-next');
    const otherPast = await appendLink({ ...ana.state, head: H('link') }, toKeysOf(cai), byDevice);
    expect(whyNot(await followLink(ana.state, otherPast))).toBe('link-not-next');
    const jump = await appendLink({ ...ana.state, seq: 1 }, toKeysOf(cai), byDevice);
    expect(whyNot(await followLink(ana.state, jump))).toBe('link-not-next');
  });

  test('nothing follows the last link of a closed account', async () => {
    const closed = wanted(await follow(close, byKit));
    expect(whyNot(await followLink(closed, await appendLink(closed, toKeysOf(cai), byKit)))).toBe(
      'chain-closed',
    );
  });

  test('new keys are sound', async () => {
    for (const key of ['signPk', 'sealPk']) {
      const change = { ...toKeysOf(cai), [key]: new Uint8Array(32) };
      expect(whyNot(await follow(change, byDevice))).toBe('key-not-sound');
    }
    expect(whyNot(await follow({ type: 'recovery', pk: new Uint8Array(32) }, byKit))).toBe('key-not-sound');
  });

  test('a link changed after it was signed is refused', async () => {
    const signed = await appendLink(ana.state, toKeysOf(cai), byDevice);
    const read: Record<string, Encodable | undefined> = wanted(fromCbor(linkSchema, signed.link));
    const link = toCbor({ ...read, signPk: stranger.line.signPk });
    expect(whyNot(await followLink(ana.state, { ...signed, link }))).toBe('signature-wrong');
  });
});

describe('what others hold a chain against', () => {
  const rotated = async (): Promise<readonly SignedLink[]> => [
    ...ana.chain,
    await appendLink(ana.state, toKeysOf(cai), byDevice),
  ];

  test('a chain rolled back, or branched off, no longer runs through a head seen before', async () => {
    const chain = await rotated();
    const { head } = wanted(await verifyChain(chain));
    expect(extendsHead(chain, head)).toBe(true);
    expect(extendsHead(chain, ana.state.head)).toBe(true);
    expect(extendsHead(ana.chain, head)).toBe(false);
    const branch = [...ana.chain, await appendLink(ana.state, toKeysOf(bo), byDevice)];
    expect(extendsHead(branch, head)).toBe(false);
  });

  test('a line of a roster is what the chain said at that link', async () => {
    const chain = await rotated();
    const line = rosterLineOf(wanted(await verifyChain(chain)));
    expect(await holdsRosterLine(chain, line)).toBe(true);
    expect(await holdsRosterLine(chain, ana.line)).toBe(true);
    expect(await holdsRosterLine(ana.chain, line)).toBe(false);
    for (const other of [
      { signPk: bo.line.signPk },
      { sealPk: bo.line.sealPk },
      { link: 0 },
      { person: H('person') },
    ]) {
      expect(await holdsRosterLine(chain, { ...line, ...other })).toBe(false);
    }
  });
});
