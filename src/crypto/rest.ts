import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { decrypt, encrypt, nonceLength, randomBytes } from './suite.ts';

/**
 * `where` is the place it is kept at: moved to another place, it does not open. The nonce is random; a device would
 * have to write billions of times before two were likely to be the same.
 */
export async function sealAtRest(key: CryptoKey, where: string, bytes: Bytes): Promise<Bytes> {
  const nonce = randomBytes(nonceLength);
  return concatBytes(nonce, await encrypt(key, { nonce, aad: utf8ToBytes(where) }, bytes));
}

export async function openAtRest(
  key: CryptoKey,
  where: string,
  sealed: Bytes,
): Promise<Result<Bytes, 'does-not-open'>> {
  const nonce = sealed.slice(0, nonceLength);
  const opened = await decrypt(key, { nonce, aad: utf8ToBytes(where) }, sealed.slice(nonceLength));
  return opened === null ? refuse('does-not-open') : ok(opened);
}
