import { bytesToText, concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { isSoundSignature, isSoundSignKey } from './sound-key.ts';
import { signerFromSeed, verifierFor, type Verifier } from './suite.ts';

/** What a signature is for. A signature made under one label never counts under another. */
export type SignLabel =
  | 'link'
  | 'event'
  | 'commit'
  | 'accept'
  | 'removal'
  | 'care'
  | 'drop'
  | 'leave'
  | 'letter'
  | 'vault'
  | 'signin';

/** A statement is the deterministic CBOR of what is said. */
export interface SignKey {
  readonly publicKey: Bytes;
  sign(label: SignLabel, statement: Uint8Array): Promise<Bytes>;
}

export async function signKeyFromSeed(seed: Bytes): Promise<SignKey> {
  const signer = await signerFromSeed(seed);
  return {
    publicKey: signer.publicKey,
    sign: (label, statement) => signer.sign(labelled(label, statement)),
  };
}

/**
 * Never throws: what is no key or no signature did not sign anything. What platforms are known to judge differently is
 * refused here before any of them is asked.
 */
export async function verify(
  label: SignLabel,
  publicKey: Bytes,
  statement: Uint8Array,
  signature: Bytes,
): Promise<boolean> {
  if (!isSoundSignature(signature)) return false;
  const verifier = await rememberedVerifier(publicKey);
  return verifier !== null && verifier(labelled(label, statement), signature);
}

function labelled(label: SignLabel, statement: Uint8Array): Bytes {
  return concatBytes(utf8ToBytes(`bw1/${label}\0`), statement);
}

/** Importing a key costs as much as using it, and a log holds few keys many times. */
const remembered = new Map<string, Promise<Verifier | null>>();
const rememberedMost = 2048;

function rememberedVerifier(publicKey: Bytes): Promise<Verifier | null> {
  const key = bytesToText(publicKey);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const verifier = isSoundSignKey(publicKey) ? verifierFor(publicKey) : Promise.resolve(null);
  if (remembered.size >= rememberedMost) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(key, verifier);
  return verifier;
}
