import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendLink } from '#crypto/chain.ts';
import { openWithPassphrase } from '#crypto/passphrase.ts';
import { randomBytes } from '#crypto/suite.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { SignKey } from '#crypto/signature.ts';
import {
  byDevice,
  byDeviceAndPassphrase,
  byRecovery,
  closing,
  kitProof,
  newPassphrase,
} from '#tests/house/changing-account.ts';
import { foundCommunity, type Community } from '#tests/house/house.ts';
import { makePeer } from '#tests/house/peer.ts';
import { leaving } from '#tests/house/spaces.ts';
import type { Visitor } from '#tests/house/visitor.ts';

let community: Community;
let ana: Visitor;
let bo: Visitor;
beforeEach(async () => {
  community = await foundCommunity();
  ({ ana, bo } = community);
});
afterEach(() => community.house.close());

const elsewhere = async () => community.house.visitor(await makePeer());

async function proof({ visitor, key }: { visitor: Visitor; key: SignKey }) {
  const person = ana.peer.line.person;
  const { nonce } = await visitor.call('nonce', {});
  const statement = toCbor({ origin: community.house.origin, person, nonce });
  return { person, proof: { nonce, signature: await key.sign('signin', statement) } };
}

test.each([
  ['the recovery key', byRecovery],
  ['the device together with the passphrase', byDeviceAndPassphrase],
])('an account is closed by %s, and nothing opens it any more', async (_who, signers) => {
  const link = await closing(ana, signers(ana.peer));
  await ana.call('closeAccount', { link });
  expect((await ana.ask('heads', {})).code).toBe('signed-out');
  const visitor = await elsewhere();
  const opened = await visitor.ask('openSession', await proof({ visitor, key: ana.peer.signKey }));
  expect(opened.code).toBe('signature-wrong');
  const byKit = await kitProof(visitor, ana.peer.recoveryKey, ana.peer.account.kitLookup);
  expect((await visitor.ask('openByKit', byKit)).code).toBe('kit-unknown');
});

test('the device alone closes nothing, nor does a link that is no end', async () => {
  const alone = await closing(ana, byDevice(ana.peer));
  expect((await ana.ask('closeAccount', { link: alone })).code).toBe('signature-wrong');
  const { links } = await newPassphrase(ana.peer, byRecovery(ana.peer));
  expect((await ana.ask('closeAccount', { link: links[0]! })).code).toBe('malformed');
  expect((await ana.ask('heads', {})).code).toBeNull();
});

test('nobody closes somebody else’s', async () => {
  const link = await closing(ana);
  expect((await bo.ask('closeAccount', { link })).code).toBe('version-taken');
  expect((await ana.ask('heads', {})).code).toBeNull();
});

test('an end that is signed for an older chain is told so', async () => {
  const link = await appendLink(ana.peer.state, { type: 'close' }, byRecovery(ana.peer));
  await ana.call('changeAccount', await newPassphrase(ana.peer, byRecovery(ana.peer)));
  expect((await ana.ask('closeAccount', { link })).code).toBe('version-taken');
});

test('a name that was somebody’s sounds like one that never was', async () => {
  const { signinName } = ana.peer.account;
  await ana.call('closeAccount', { link: await closing(ana) });
  const visitor = await elsewhere();
  const request = async (name: typeof signinName) => ({
    signinName: name,
    request: (await openWithPassphrase('tea kettle window')).request,
  });
  const gone = await visitor.call('signInStart', await request(signinName));
  const never = await visitor.call('signInStart', await request(randomBytes(32)));
  expect(gone.response.length).toBe(never.response.length);
  for (const { attempt } of [gone, never]) {
    const finish = await visitor.ask('signInFinish', { attempt, request: 'A'.repeat(86) });
    expect(finish.code).toBe('wrong-words');
  }
});

test('another device with the keys is shown the chain that says so, and those left behind are too', async () => {
  const link = await closing(ana);
  const { space, place } = community;
  await ana.call('leave', await leaving(place, ana.peer), { place: space });
  const person = ana.peer.line.person;
  expect((await bo.ask('chain', {}, { place: person })).code).toBe('not-found');
  await ana.call('closeAccount', { link });
  const chain = [ana.peer.account.genesis, link];
  const visitor = await elsewhere();
  const ended = await visitor.call('whyEnded', await proof({ visitor, key: ana.peer.signKey }));
  expect(ended).toEqual({ chain });
  expect(await bo.call('chain', {}, { place: person })).toEqual({ chain });
});

test('nothing of the vault, the ways in or the sign-in name stays on the disk', async () => {
  const { vault, unlockers, signinName, kitLookup } = ana.peer.account;
  const [unlocker] = unlockers;
  const traces = [vault.ciphertext, unlocker!.mac, unlocker!.vaultKey, signinName, kitLookup];
  const held = () => traces.filter((trace) => community.house.onDisk().includes(Buffer.from(trace)));
  expect(held()).toEqual(traces);
  await ana.call('closeAccount', { link: await closing(ana) });
  await community.house.restart();
  expect(held()).toEqual([]);
});
