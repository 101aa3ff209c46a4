import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { toCbor } from '#protocol/cbor.ts';
import { suite } from '#protocol/version.ts';
import { keyLength, sealingSuite } from './suite.ts';

/** What something was sealed for. What is opened for one use is never taken for another. */
export type SealUse = 'box' | 'vault' | 'invitation' | 'letter';

/** What a sealed thing is about and where it belongs. Opened with any other of these, it does not open. */
export interface SealPlace {
  readonly use: SealUse;
  /** The id of whom it is for. */
  readonly receiver: Bytes;
  /** A space or a person. */
  readonly subject: Bytes;
  readonly number: number;
  readonly prev: Bytes;
}

export interface SealKey {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

export async function sealKeyFromSeed(seed: Bytes): Promise<SealKey> {
  const { kem } = sealingSuite();
  const { publicKey, privateKey } = await kem.deriveKeyPair(seed);
  return { publicKey: new Uint8Array(await kem.serializePublicKey(publicKey)), privateKey };
}

/** Seals to somebody's key. It was looked at when it entered a chain or a roster, so that this always can. */
export async function sealTo(
  sealing: SealPlace & { readonly to: Bytes; readonly plaintext: Bytes },
): Promise<Bytes> {
  const hpke = sealingSuite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(sealing.to);
  const { enc, ct } = await hpke.seal(
    { recipientPublicKey, info: infoOf(sealing) },
    sealing.plaintext,
    sealing.receiver,
  );
  return concatBytes(new Uint8Array(enc), new Uint8Array(ct));
}

export async function openWith(
  opening: SealPlace & { readonly sealKey: SealKey; readonly sealed: Bytes },
): Promise<Result<Bytes, 'does-not-open'>> {
  const hpke = sealingSuite();
  const enc = opening.sealed.slice(0, keyLength);
  try {
    const plaintext = await hpke.open(
      { recipientKey: opening.sealKey.privateKey, enc, info: infoOf(opening) },
      opening.sealed.slice(keyLength),
      opening.receiver,
    );
    return ok(new Uint8Array(plaintext));
  } catch {
    return refuse('does-not-open');
  }
}

function infoOf({ use, subject, number, prev }: SealPlace): Bytes {
  return concatBytes(utf8ToBytes(`bw1/${use}\0`), toCbor({ suite, subject, number, prev }));
}
