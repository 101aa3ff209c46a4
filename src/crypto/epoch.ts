import { concatBytes, equalBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import type { Box, Earlier } from '#protocol/commit.ts';
import { openWith, sealTo, type SealKey } from './box.ts';
import { keyHashOf } from './hash.ts';
import { cipherKey, decrypt, deriveBytes, encrypt, keyLength, nonceLength, randomBytes } from './suite.ts';

/** The secret that the members of a space share for as long as nobody leaves. */
export function newSecret(): Bytes {
  return randomBytes(keyLength);
}

/** The commit that began an epoch: its number and what it names as `prev`. */
export interface EpochBegin {
  readonly space: Bytes;
  readonly number: number;
  readonly prev: Bytes;
}

/** @param sealing `to` is the member, or the signPk of an open invitation; `sealPk` is theirs */
export async function sealBox(
  sealing: EpochBegin & {
    readonly secret: Bytes;
    readonly epoch: number;
    readonly to: Bytes;
    readonly sealPk: Bytes;
  },
): Promise<Box> {
  const { secret, epoch, to, sealPk, space, number, prev } = sealing;
  const place = { use: 'box', receiver: to, subject: space, number, prev } as const;
  return { epoch, to, sealed: await sealTo({ ...place, to: sealPk, plaintext: secret }) };
}

export type BoxRefusal = 'does-not-open' | 'not-this-epoch';

/** It does not matter who left a box: what it holds is checked against the hash in the commit. */
export async function openBox(
  opening: EpochBegin & { readonly box: Box; readonly sealKey: SealKey; readonly keyHash: Bytes },
): Promise<Result<Bytes, BoxRefusal>> {
  const { box, sealKey, keyHash, space, number, prev } = opening;
  const place = { use: 'box', receiver: box.to, subject: space, number, prev } as const;
  const opened = await openWith({ ...place, sealKey, sealed: box.sealed });
  if (!opened.ok) return opened;
  return equalBytes(keyHashOf(space, opened.value), keyHash) ? opened : refuse('not-this-epoch');
}

/** One epoch as seen from a newer one. */
interface TwoEpochs {
  readonly space: Bytes;
  /** The newer epoch and its secret, which opens the older. */
  readonly epoch: number;
  readonly secret: Bytes;
}

export async function sealEarlier(
  sealing: TwoEpochs & { readonly earlier: { readonly epoch: number; readonly secret: Bytes } },
): Promise<Earlier> {
  const { earlier } = sealing;
  const { key, aad } = await earlierKey(sealing, earlier.epoch);
  return { epoch: earlier.epoch, sealed: await encrypt(key, { nonce, aad }, earlier.secret) };
}

/** @param opening `keyHash` is that of the older epoch */
export async function openEarlier(
  opening: TwoEpochs & { readonly earlier: Earlier; readonly keyHash: Bytes },
): Promise<Result<Bytes, BoxRefusal>> {
  const { key, aad } = await earlierKey(opening, opening.earlier.epoch);
  const secret = await decrypt(key, { nonce, aad }, opening.earlier.sealed);
  if (secret === null) return refuse('does-not-open');
  return equalBytes(keyHashOf(opening.space, secret), opening.keyHash)
    ? ok(secret)
    : refuse('not-this-epoch');
}

/**
 * The key depends on the secret and on both epochs, and the only thing it ever encrypts is the one secret whose hash
 * stands in the older epoch's commit. So the nonce is never used for two plaintexts, though it is always the same.
 */
async function earlierKey(
  { space, epoch, secret }: TwoEpochs,
  earlier: number,
): Promise<{ key: CryptoKey; aad: Bytes }> {
  const aad = toCbor({ space, epoch, earlier });
  const info = concatBytes(utf8ToBytes('bw1/earlier\0'), aad);
  return { key: await cipherKey(deriveBytes(secret, new Uint8Array(), info)), aad };
}

const nonce = new Uint8Array(nonceLength);
