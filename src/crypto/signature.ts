import { bytesToText, concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { hexToBytes } from './hex.ts';
import { isSoundSignKey } from './sound-key.ts';
import { keyLength, signatureLength, signerFromSeed, verifierFor, type Verifier } from './suite.ts';

/** What a signature is for. A signature made under one label never counts under another. */
export type SignLabel =
  'link' | 'event' | 'commit' | 'accept' | 'removal' | 'drop' | 'leave' | 'letter' | 'vault' | 'signin';

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

/** Never throws: what is no key or no signature did not sign anything. */
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

/** The group's order, little end first: the second half of a signature stays below it, or it has two spellings. */
const order = hexToBytes('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** Checked here for every platform alike, so that no two devices disagree about a signature. */
function isSoundSignature(signature: Bytes): boolean {
  if (signature.length !== signatureLength) return false;
  if (!isSoundSignKey(signature.slice(0, keyLength))) return false;
  for (let index = keyLength - 1; index >= 0; index--) {
    const difference = signature[keyLength + index]! - order[index]!;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
