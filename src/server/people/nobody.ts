import type { Bytes } from '#kernel/bytes.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Genesis, SignedLink } from '#protocol/person.ts';
import { suite, version } from '#protocol/version.ts';

/**
 * Stands in for whoever is not here, so that asking for them takes the same work as asking for somebody who is. A sound
 * key, of which nobody is left who could sign with it; what it might sign opens nothing.
 */
export const nobodysKey: Bytes = Uint8Array.from(
  Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'),
);

const genesis: Genesis = {
  v: version,
  suite,
  type: 'genesis',
  signPk: nobodysKey,
  sealPk: nobodysKey,
  recoveryPk: nobodysKey,
  unlockersHash: new Uint8Array(32),
};
const only: SignedLink = { link: toCbor(genesis), signature: new Uint8Array(64), by: 'current' };

/** As the store would keep it. */
export const nobodysChain: Bytes = toCbor([only]);
