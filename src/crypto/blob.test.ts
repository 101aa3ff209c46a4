import { describe, expect, test } from 'vitest';
import { bytesToText, concatBytes, textToBytes, utf8ToBytes, type Bytes } from '#kernel/bytes.ts';
import golden from '#tests/golden/blobs.json' with { type: 'json' };
import { patterned } from '#tests/golden/vectors/blobs.ts';
import { flipped } from '#tests/crypto/cast.ts';
import { openBlob, sealBlob, type SealedBlob } from './blob.ts';
import { cipherKey, digest, encrypt } from './suite.ts';

const chunk = 64 * 1024 + 16;
const refused = { ok: false, refusal: { code: 'does-not-open' } };
/** As somebody would hand it over who can make the hash fit. */
const opens = (blob: SealedBlob, sealed: Bytes) => openBlob({ ...blob, hash: digest(sealed), sealed });

test.each([0, 1, 65_532, 65_533, 131_068, 200_000])('%i bytes come out as they went in', async (length) => {
  const content = patterned(length);
  expect(await openBlob(await sealBlob(content))).toEqual({ ok: true, value: content });
});

test.each(golden.files)('$length bytes are sealed as they always were', async ({ key, hash, length }) => {
  const again = await sealBlob(patterned(length), textToBytes(key)!);
  expect(bytesToText(again.hash)).toBe(hash);
});

test('the same file sealed twice has two keys, and nothing in common', async () => {
  const [one, other] = [await sealBlob(patterned(300)), await sealBlob(patterned(300))];
  expect(one.key).not.toEqual(other.key);
  expect(one.hash).not.toEqual(other.hash);
});

test('how long it is shows only in steps', async () => {
  const lengths = await Promise.all(
    [100_001, 100_002].map(async (n) => (await sealBlob(patterned(n))).sealed),
  );
  expect(lengths[0]!.length).toBe(lengths[1]!.length);
});

describe('nothing opens', () => {
  test('of which a bit is another, whatever hash comes with it', async () => {
    const blob = await sealBlob(patterned(70_000));
    for (const at of [0, chunk - 1, chunk, blob.sealed.length - 1]) {
      const sealed = flipped(blob.sealed, at);
      expect(await openBlob({ ...blob, sealed })).toEqual(refused);
      expect(await opens(blob, sealed)).toEqual(refused);
    }
  });

  test('with the key of another file, or where the event names another hash', async () => {
    const [one, other] = [await sealBlob(patterned(300)), await sealBlob(patterned(300))];
    expect(await openBlob({ ...one, key: other.key })).toEqual(refused);
    expect(await openBlob({ ...one, hash: other.hash })).toEqual(refused);
  });

  test('that lost its end, its beginning or a piece between, or has pieces in another order', async () => {
    const blob = await sealBlob(patterned(180_000));
    const [a, b, c] = [0, 1, 2].map((n) => blob.sealed.slice(n * chunk, (n + 1) * chunk));
    for (const pieces of [[a, b], [b, c], [a, c], [b, a, c], [a, b, b, c], [a, b, c, c], []]) {
      expect(await opens(blob, concatBytes(...pieces.map((piece) => piece!)))).toEqual(refused);
    }
  });

  test('that is not padded as we pad', async () => {
    const { key } = await sealBlob(patterned(10));
    const nonce = new Uint8Array(12);
    nonce[11] = 1;
    const sealed = await encrypt(
      await cipherKey(key),
      { nonce, aad: utf8ToBytes('bw1/blob') },
      new Uint8Array(256).fill(9),
    );
    expect(await openBlob({ key, sealed, hash: digest(sealed) })).toEqual(refused);
  });
});
