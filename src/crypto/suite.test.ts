import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { concatBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import { flipped, hexOf } from '#tests/crypto/cast.ts';
import { hexToBytes } from './hex.ts';
import {
  cipherKey,
  decrypt,
  deriveBytes,
  digest,
  encrypt,
  libraryDigest,
  librarySigner,
  libraryVerifier,
  mac,
  platformSigner,
  platformVerifier,
  sealingSuite,
} from './suite.ts';

const signers = { platform: platformSigner, library: librarySigner };
const verifiers = { platform: platformVerifier, library: libraryVerifier };

describe('published vectors', () => {
  test.each([digest, libraryDigest])('SHA-256, FIPS 180-2: %o', (hash) => {
    expect(hexOf(hash(utf8ToBytes('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('HMAC-SHA256, RFC 4231, case 2', () => {
    expect(hexOf(mac(utf8ToBytes('Jefe'), utf8ToBytes('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  test('HKDF-SHA256, RFC 5869, cases 1 and 3', () => {
    const secret = new Uint8Array(22).fill(0x0b);
    const salt = hexToBytes('000102030405060708090a0b0c');
    expect(hexOf(deriveBytes(secret, salt, hexToBytes('f0f1f2f3f4f5f6f7f8f9'), 42))).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
    expect(hexOf(deriveBytes(secret, new Uint8Array(), new Uint8Array(), 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  test('AES-256-GCM, the case of zeros from its specification', async () => {
    const key = await cipherKey(new Uint8Array(32));
    const sealing = { nonce: new Uint8Array(12), aad: new Uint8Array() };
    const sealed = await encrypt(key, sealing, new Uint8Array(16));
    expect(hexOf(sealed)).toBe('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919');
    expect(await decrypt(key, sealing, sealed)).toEqual(new Uint8Array(16));
    expect(await decrypt(key, sealing, flipped(sealed, 9))).toBeNull();
  });

  test('HPKE base mode, the vector of RFC 9180 for X25519, HKDF-SHA256 and AES-256-GCM', async () => {
    const hpke = sealingSuite();
    const hers = await hpke.kem.deriveKeyPair(
      hexToBytes('dac33b0e9db1b59dbbea58d59a14e7b5896e9bdf98fad6891e99d1686492b9ee'),
    );
    expect(hexOf(new Uint8Array(await hpke.kem.serializePublicKey(hers.publicKey)))).toBe(
      '430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c',
    );
    const opened = await hpke.open(
      {
        recipientKey: hers.privateKey,
        enc: hexToBytes('6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256'),
        info: hexToBytes('4f6465206f6e2061204772656369616e2055726e'),
      },
      hexToBytes(
        'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a',
      ),
      utf8ToBytes('Count-0'),
    );
    expect(hexOf(new Uint8Array(opened))).toBe('4265617574792069732074727574682c20747275746820626561757479');
  });
});

/** RFC 8032, section 7.1: seed, public key, message, signature. */
const signed = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
].map((vector) => vector.map(hexToBytes));

describe.each(['platform', 'library'] as const)('Ed25519 by the %s', (by) => {
  test.each(signed)(
    'signs and verifies as RFC 8032 prints it',
    async (seed, publicKey, message, signature) => {
      const signer = await signers[by](seed!);
      expect(signer.publicKey).toEqual(publicKey);
      expect(await signer.sign(message!)).toEqual(signature);
      const verifier = await verifiers[by](publicKey!);
      expect(await verifier!(message!, signature!)).toBe(true);
      expect(await verifier!(message!, flipped(signature!, 300))).toBe(false);
      expect(await verifier!(utf8ToBytes('another'), signature!)).toBe(false);
    },
  );
});

describe('platform and library agree where implementations are known to differ', () => {
  const { Point } = ed25519;
  const order = Point.Fn.ORDER;
  const ofOrderEight = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const secret = 1234567n;
  const randomness = 7654321n;

  /** Signs with numbers that an honest signer never has: points with a part of small order. */
  async function crooked(add: { key?: typeof ofOrderEight; r?: typeof ofOrderEight }, message: Bytes) {
    const publicKey = Point.BASE.multiply(secret)
      .add(add.key ?? Point.ZERO)
      .toBytes();
    const r = Point.BASE.multiply(randomness)
      .add(add.r ?? Point.ZERO)
      .toBytes();
    const hashed = await crypto.subtle.digest('SHA-512', concatBytes(r, publicKey, message));
    const k = numberOf(new Uint8Array(hashed)) % order;
    const signature = concatBytes(r, bytesOfNumber((randomness + k * secret) % order));
    return { publicKey: Uint8Array.from(publicKey), signature, k };
  }

  async function verdicts(publicKey: Bytes, message: Bytes, signature: Bytes) {
    const byPlatform = await (await platformVerifier(publicKey))?.(message, signature);
    const byLibrary = await (await libraryVerifier(publicKey))?.(message, signature);
    return { byPlatform, byLibrary };
  }

  test('an R with a part of small order, which only some accept, is refused by both', async () => {
    const message = utf8ToBytes('said crookedly');
    const { publicKey, signature } = await crooked({ r: ofOrderEight }, message);
    expect(ed25519.verify(signature, message, publicKey, { zip215: false })).toBe(true);
    expect(await verdicts(publicKey, message, signature)).toEqual({ byPlatform: false, byLibrary: false });
  });

  test('a second spelling of a signature is refused by both', async () => {
    const message = utf8ToBytes('said once');
    const { publicKey, signature } = await crooked({}, message);
    expect(await verdicts(publicKey, message, signature)).toEqual({ byPlatform: true, byLibrary: true });
    const other = bytesOfNumber(numberOf(signature.subarray(32)) + order);
    const spelled = concatBytes(signature.subarray(0, 32), other);
    expect(await verdicts(publicKey, message, spelled)).toEqual({ byPlatform: false, byLibrary: false });
  });

  test('a key with a part of small order gets the same answer from both, whichever it is', async () => {
    const seen = new Set<boolean | undefined>();
    for (let at = 0; at < 24; at++) {
      const message = utf8ToBytes(`said crookedly, ${at}`);
      const { publicKey, signature, k } = await crooked({ key: ofOrderEight }, message);
      const { byPlatform, byLibrary } = await verdicts(publicKey, message, signature);
      expect(byLibrary).toBe(byPlatform);
      expect(byPlatform).toBe(k % 8n === 0n);
      seen.add(byPlatform);
    }
    expect(seen).toEqual(new Set([true, false]));
  });
});

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function bytesOfNumber(number: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 0xffn));
}
