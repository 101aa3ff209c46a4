import { describe, expect, test } from 'vitest';
import { utf8ToBytes } from '#kernel/bytes.ts';
import { ana, bo, cai, flipped, whyNot, wanted } from '#tests/crypto/cast.ts';
import { openWith, sealTo, type SealPlace } from './box.ts';
import { H } from './hash.ts';

const place: SealPlace = {
  use: 'letter',
  receiver: bo.line.person,
  subject: H('space'),
  number: 3,
  prev: bo.line.chainHead,
};
const plaintext = utf8ToBytes('I read your introduction.');
const seal = () => sealTo({ ...place, to: bo.line.sealPk, plaintext });

test('what is sealed to Bo, Bo opens, and nobody else', async () => {
  const sealed = await seal();
  expect(wanted(await openWith({ ...place, sealKey: bo.sealKey, sealed }))).toEqual(plaintext);
  for (const { sealKey } of [ana, cai]) {
    expect(whyNot(await openWith({ ...place, sealKey, sealed }))).toBe('does-not-open');
  }
});

describe('opened as anything but what it was sealed as, it does not open', () => {
  test.each<[string, Partial<SealPlace>]>([
    ['for another use', { use: 'box' }],
    ['for another receiver', { receiver: ana.line.person }],
    ['about another space', { subject: H('person') }],
    ['at another number', { number: 4 }],
    ['after another past', { prev: ana.line.chainHead }],
  ])('%s', async (_, other) => {
    const sealed = await seal();
    expect(whyNot(await openWith({ ...place, ...other, sealKey: bo.sealKey, sealed }))).toBe('does-not-open');
  });
});

test('rubbish does not open and does not throw', async () => {
  const sealed = await seal();
  const rubbish = [new Uint8Array(), new Uint8Array(80), sealed.slice(0, 32), sealed.slice(1)];
  for (const bytes of [...rubbish, flipped(sealed, 3), flipped(sealed, 300)]) {
    expect(whyNot(await openWith({ ...place, sealKey: bo.sealKey, sealed: bytes }))).toBe('does-not-open');
  }
});
