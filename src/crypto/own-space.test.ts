import { expect, test } from 'vitest';
import { firstCommit } from '#crypto/commit.ts';
import { ownSpaceSeeds } from '#crypto/own-space.ts';
import { bytesToText } from '#kernel/bytes.ts';
import { ana, bo, wanted } from '#tests/crypto/cast.ts';

const seed = (byte: number) => new Uint8Array(32).fill(byte);

test('the same seed comes to the same secret, and no other seed, count or use does', () => {
  const all = [
    [seed(1), 0],
    [seed(1), 1],
    [seed(2), 0],
  ] as const;
  const texts = all.flatMap(([from, count]) => Object.values(ownSpaceSeeds(from, count)).map(bytesToText));
  expect(new Set(texts).size).toBe(6);
  expect(ownSpaceSeeds(seed(1), 0)).toEqual(ownSpaceSeeds(seed(1), 0));
});

test('two devices with the same keys come to the same first commit, byte for byte, and others do not', async () => {
  const commitOf = async ({ line: author, signKey, seeds }: typeof ana) => {
    const made = await firstCommit({ kind: 'solo', author, signKey, ...ownSpaceSeeds(seeds.seal, 0) });
    return wanted(made).signed;
  };
  expect(await commitOf(ana)).toEqual(await commitOf(ana));
  expect(await commitOf(ana)).not.toEqual(await commitOf(bo));
});
