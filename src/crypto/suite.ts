import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { assert } from '#kernel/assert.ts';
import { concatBytes, equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { hexToBytes } from './hex.ts';

/**
 * Suite 1, and the only file that names algorithms: SHA-256, HMAC and HKDF over it, scrypt, AES-256-GCM, Ed25519,
 * HPKE with X25519. Everything else in this folder composes these by what they do. The suite's number (`#protocol/version.ts`)
 * stands inside everything signed.
 *
 * Hashes come from a library rather than from the platform because most of what is hashed is short: one call that
 * waits for another thread costs more than ten hashes made here. Node has one that does not wait, and a server that
 * hashes for everybody takes that.
 */

export const keyLength = 32;
export const signatureLength = 64;
export const nonceLength = 12;

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

interface NodeCrypto {
  hash(name: 'sha256', bytes: Uint8Array, encoding: 'buffer'): Uint8Array;
}
// Asked for by name, because browsers run this file too and have no such module.
const { process } = globalThis as { readonly process?: { getBuiltinModule?(id: string): unknown } };
// The module of that name has this function, or is of a Node older than ours and has none.
const node = process?.getBuiltinModule?.('node:crypto') as Partial<NodeCrypto> | undefined;

/** SHA-256. */
export const digest: (bytes: Uint8Array) => Bytes =
  node?.hash === undefined ? libraryDigest : platformDigest(node.hash);

export function libraryDigest(bytes: Uint8Array): Bytes {
  return nobleSha256(bytes);
}

function platformDigest(hash: NodeCrypto['hash']): (bytes: Uint8Array) => Bytes {
  return (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer'));
}

export function mac(key: Uint8Array, bytes: Uint8Array): Bytes {
  return nobleHmac(nobleSha256, key, bytes);
}

/** HKDF, RFC 5869. Every `info` in this protocol begins with `bw1/`. */
export function deriveBytes(
  secret: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length = keyLength,
): Bytes {
  return nobleHkdf(nobleSha256, secret, salt, info, length);
}

interface Sealing {
  readonly nonce: Bytes;
  readonly aad: Bytes;
}

/** A key for `encrypt` and `decrypt`. It cannot be taken out of the platform again. */
export function cipherKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/**
 * scrypt, RFC 7914, with blocks of 1 KiB: makes each guess at a passphrase cost memory and time. `cost` is the power
 * of two; 16 takes 64 MiB and about two seconds on an old phone. Loaded when it is first needed.
 */
export async function stretch(passphrase: Bytes, salt: Bytes, cost: number): Promise<Bytes> {
  const { scryptAsync } = await import('@noble/hashes/scrypt.js');
  return scryptAsync(passphrase, salt, { N: 2 ** cost, r: 8, p: 1, dkLen: keyLength });
}

/** Ciphertext with its tag. A nonce is used once under a key: who calls says why that is so. */
export async function encrypt(key: CryptoKey, { nonce, aad }: Sealing, plaintext: Bytes): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
}

/** Null where key, nonce, `aad` or a single bit of the ciphertext is another. */
export async function decrypt(key: CryptoKey, { nonce, aad }: Sealing, sealed: Bytes): Promise<Bytes | null> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed));
  } catch {
    return null;
  }
}

export interface Signer {
  readonly publicKey: Bytes;
  sign(message: Bytes): Promise<Bytes>;
}
export type Verifier = (message: Bytes, signature: Bytes) => Promise<boolean>;

/** RFC 8410: an Ed25519 private key in PKCS #8 is this, followed by the seed. */
const pkcs8Before = hexToBytes('302e020100300506032b657004220420');

let platformSigns: Promise<boolean> | undefined;

/** Whether this platform knows Ed25519. Older phones do not, and get the library instead, loaded only then. */
function doesPlatformSign(): Promise<boolean> {
  const anyKey = concatBytes(pkcs8Before, new Uint8Array(keyLength));
  platformSigns ??= crypto.subtle
    .importKey('pkcs8', anyKey, 'Ed25519', false, ['sign'])
    .then(() => true)
    .catch(() => false);
  return platformSigns;
}

export async function signerFromSeed(seed: Bytes): Promise<Signer> {
  return (await doesPlatformSign()) ? platformSigner(seed) : librarySigner(seed);
}

/** Null where the bytes are no key. */
export async function verifierFor(publicKey: Bytes): Promise<Verifier | null> {
  return (await doesPlatformSign()) ? platformVerifier(publicKey) : libraryVerifier(publicKey);
}

export async function platformSigner(seed: Bytes): Promise<Signer> {
  const key = await crypto.subtle.importKey('pkcs8', concatBytes(pkcs8Before, seed), 'Ed25519', true, [
    'sign',
  ]);
  const { x } = await crypto.subtle.exportKey('jwk', key);
  const publicKey = textToBytes(x ?? '');
  assert(publicKey?.length === keyLength, 'a private key exports with its public half');
  return {
    publicKey,
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)),
  };
}

export async function platformVerifier(publicKey: Bytes): Promise<Verifier | null> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return (message, signature) => crypto.subtle.verify('Ed25519', key, signature, message);
  } catch {
    return null;
  }
}

export async function librarySigner(seed: Bytes): Promise<Signer> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  return {
    publicKey: ed25519.getPublicKey(seed),
    sign: async (message) => ed25519.sign(message, seed),
  };
}

/**
 * The library accepts what differs from a right signature by a point of small order; platforms compare the exact
 * point. A signature on which two devices disagree would part them, so R is computed again and compared here too.
 */
export async function libraryVerifier(publicKey: Bytes): Promise<Verifier | null> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  const { Point } = ed25519;
  if (!ed25519.utils.isValidPublicKey(publicKey, false)) return null;
  return async (message, signature) => {
    if (!ed25519.verify(signature, message, publicKey, { zip215: false })) return false;
    const order = Point.Fn.ORDER;
    const r = signature.subarray(0, keyLength);
    const s = littleEndian(signature.subarray(keyLength)) % order;
    const k = littleEndian(nobleSha512(concatBytes(r, publicKey, message))) % order;
    const expected = Point.BASE.multiplyUnsafe(s).subtract(Point.fromBytes(publicKey).multiplyUnsafe(k));
    return equalBytes(expected.toBytes(), r);
  };
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

let hpke: CipherSuite | undefined;

/** HPKE, RFC 9180, base mode. */
export function sealingSuite(): CipherSuite {
  hpke ??= new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  return hpke;
}
