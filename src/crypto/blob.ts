import { concatBytes, equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { pad, unpad } from './pad.ts';
import { cipherKey, decrypt, digest, encrypt, keyLength, nonceLength, randomBytes } from './suite.ts';

/** A picture or a recording, sealed. Whoever has key and hash opens exactly these bytes, and can tell any others. */
export interface SealedBlob {
  readonly key: Bytes;
  /** SHA-256 of `sealed`. */
  readonly hash: Bytes;
  readonly sealed: Bytes;
}

const chunkLength = 64 * 1024;
const tagLength = 16;
const aad = utf8ToBytes('bw1/blob');

/** @param key given only where the same bytes have to come out again; otherwise each file has a key of its own */
export async function sealBlob(content: Bytes, key = randomBytes(keyLength)): Promise<SealedBlob> {
  const cipher = await cipherKey(key);
  const padded = pad(content);
  const chunks: Bytes[] = [];
  for (let from = 0; from < padded.length; from += chunkLength) {
    const isLast = from + chunkLength >= padded.length;
    const nonce = nonceOf(chunks.length, isLast);
    chunks.push(await encrypt(cipher, { nonce, aad }, padded.slice(from, from + chunkLength)));
  }
  const sealed = concatBytes(...chunks);
  return { key, hash: digest(sealed), sealed };
}

/** Nothing comes out unless all of it is right: chunks that are missing, turned around or cut off are noticed. */
export async function openBlob({ key, hash, sealed }: SealedBlob): Promise<Result<Bytes, 'does-not-open'>> {
  if (!equalBytes(digest(sealed), hash)) return refuse('does-not-open');
  const cipher = await cipherKey(key);
  const step = chunkLength + tagLength;
  const chunks: Bytes[] = [];
  for (let from = 0; from < sealed.length; from += step) {
    const nonce = nonceOf(chunks.length, from + step >= sealed.length);
    const chunk = await decrypt(cipher, { nonce, aad }, sealed.slice(from, from + step));
    if (chunk === null) return refuse('does-not-open');
    chunks.push(chunk);
  }
  const content = unpad(concatBytes(...chunks));
  return content === null ? refuse('does-not-open') : ok(content);
}

/** An 11-byte counter and whether it is the last: no nonce comes twice under a key that seals one file only. */
function nonceOf(chunk: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(nonceLength);
  new DataView(nonce.buffer).setUint32(nonceLength - 5, chunk);
  nonce[nonceLength - 1] = isLast ? 1 : 0;
  return nonce;
}
