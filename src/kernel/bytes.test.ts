import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToText, textToBytes } from '#kernel/bytes.ts';

const bytesOfAnyLength = fc.oneof(
  fc.uint8Array(),
  fc.uint8Array({ minLength: 5990, maxLength: 12_010, size: 'max' }),
);

test('bytes are spelled as base64url without padding', () => {
  fc.assert(
    fc.property(bytesOfAnyLength, (bytes) => {
      expect(bytesToText(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
    { numRuns: 60 },
  );
});

test('and read back as they were', () => {
  fc.assert(
    fc.property(bytesOfAnyLength, (bytes) => {
      expect(textToBytes(bytesToText(bytes))).toEqual(new Uint8Array(bytes));
    }),
    { numRuns: 60 },
  );
});

test('what is no spelling of any bytes is refused', () => {
  for (const text of ['A', 'AA=', 'A A', 'AB', 'é', 'AA\n', 'AAAAA']) expect(textToBytes(text)).toBeNull();
});
