import {
  appendLink,
  followLink,
  verifyChain,
  type ChainState,
  type LinkChange,
  type LinkSigners,
} from '#crypto/chain.ts';
import { unlockersHashOf, vaultHashOf } from '#crypto/hash.ts';
import { randomBytes } from '#crypto/suite.ts';
import type { SignKey } from '#crypto/signature.ts';
import type { RequestOf } from '#protocol/api.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Proof } from '#protocol/api.ts';
import type { SignedLink, Unlocker } from '#protocol/person.ts';
import { newSealPk, newSignKey, wanted, type Peer } from './peer.ts';
import type { Visitor } from './visitor.ts';

/** The recovery key shows itself over a kit's look-up id. */
export async function kitProof(visitor: Visitor, key: SignKey, lookup = visitor.peer.account.kitLookup) {
  const { nonce } = await visitor.call('nonce', {});
  const statement = toCbor({ origin: visitor.house.origin, person: lookup, nonce });
  const proof: Proof = { nonce, signature: await key.sign('signin', statement) };
  return { lookup, proof };
}

export async function newUnlocker(use: Unlocker['use'] = 'passphrase'): Promise<Unlocker> {
  const signPk = (await newSignKey()).publicKey;
  return { use, signPk, sealPk: await newSealPk(), mac: randomBytes(32), vaultKey: randomBytes(80) };
}

export const byRecovery = ({ recoveryKey }: Peer): LinkSigners => ({ by: 'recovery', key: recoveryKey });
export const byDevice = ({ signKey }: Peer): LinkSigners => ({ by: 'current', key: signKey });
export const byDeviceAndPassphrase = (peer: Peer): LinkSigners => ({
  by: 'current',
  key: peer.signKey,
  unlocker: { key: peer.unlockerKey, set: peer.account.unlockers },
});

interface Changing {
  readonly signers: LinkSigners;
  readonly changes: readonly LinkChange[];
  readonly unlockers: readonly Unlocker[];
  readonly signKey?: SignKey;
  readonly version?: number;
}

/** Any change at all, also one that may not be: who signs it is told, and not whether they may. */
export async function changing(peer: Peer, asked: Changing): Promise<RequestOf<'changeAccount'>> {
  const { signers, changes, unlockers, signKey = peer.signKey, version = 2 } = asked;
  const links: SignedLink[] = [];
  let state: ChainState = peer.state;
  for (const change of changes) {
    const link = await appendLink(state, change, signers);
    links.push(link);
    const next = await followLink(state, link);
    if (next.ok) state = next.value;
  }
  const ciphertext = randomBytes(256);
  const statement = toCbor({ version, chainHead: state.head, hash: vaultHashOf(ciphertext) });
  const signature = await signKey.sign('vault', statement);
  return {
    links,
    unlockers: [...unlockers],
    vault: { version, chainHead: state.head, ciphertext, signature },
  };
}

/** Another passphrase. */
export async function newPassphrase(peer: Peer, signers: LinkSigners, version = 2) {
  const unlocker = await newUnlocker();
  const hash = unlockersHashOf([unlocker]);
  const change = await changing(peer, {
    signers,
    changes: [{ type: 'unlockers', hash }],
    unlockers: [unlocker],
    version,
  });
  return { ...change, passphrase: 'another record' };
}

/** The end of somebody's account as it is by now. */
export async function closing(visitor: Visitor, signers = byRecovery(visitor.peer)): Promise<SignedLink> {
  const { value } = await visitor.ask('account', {});
  const state = value === null ? visitor.peer.state : wanted(await verifyChain(value.chain));
  return appendLink(state, { type: 'close' }, signers);
}
