import { describe, expect, test } from 'vitest';
import { ana, bo, cai, flipped, wanted, whyNot } from '#tests/crypto/cast.ts';
import { newSecret, openBox, openEarlier, sealBox, sealEarlier } from './epoch.ts';
import { H, keyHashOf } from './hash.ts';

const space = H('space');
const begin = { space, number: 4, prev: H('commit') };
const secret = newSecret();
const keyHash = keyHashOf(space, secret);
const boxForBo = () => sealBox({ ...begin, secret, epoch: 2, to: bo.line.person, sealPk: bo.line.sealPk });

describe('the box of an epoch', () => {
  test('is as long as the wire expects, and opens for whom it was sealed', async () => {
    const box = await boxForBo();
    expect(box.sealed).toHaveLength(80);
    expect(wanted(await openBox({ ...begin, box, sealKey: bo.sealKey, keyHash }))).toEqual(secret);
  });

  test('opens for nobody else, and under no other name', async () => {
    const box = await boxForBo();
    expect(whyNot(await openBox({ ...begin, box, sealKey: cai.sealKey, keyHash }))).toBe('does-not-open');
    const renamed = { ...box, to: ana.line.person };
    expect(whyNot(await openBox({ ...begin, box: renamed, sealKey: bo.sealKey, keyHash }))).toBe(
      'does-not-open',
    );
  });

  test('swapped in from another space or epoch, it does not open', async () => {
    const box = await boxForBo();
    const { sealKey } = bo;
    for (const other of [{ space: H('person') }, { number: 5 }, { prev: H('log') }]) {
      expect(whyNot(await openBox({ ...begin, ...other, box, sealKey, keyHash }))).toBe('does-not-open');
    }
  });

  test('that holds another secret is noticed, and a better one can be left by anybody', async () => {
    const rubbish = await sealBox({
      ...begin,
      secret: newSecret(),
      epoch: 2,
      to: bo.line.person,
      sealPk: bo.line.sealPk,
    });
    expect(whyNot(await openBox({ ...begin, box: rubbish, sealKey: bo.sealKey, keyHash }))).toBe(
      'not-this-epoch',
    );
    const turned = { ...rubbish, sealed: flipped(rubbish.sealed, 500) };
    expect(whyNot(await openBox({ ...begin, box: turned, sealKey: bo.sealKey, keyHash }))).toBe(
      'does-not-open',
    );
    expect((await openBox({ ...begin, box: await boxForBo(), sealKey: bo.sealKey, keyHash })).ok).toBe(true);
  });
});

describe('an older secret under a newer one', () => {
  const old = newSecret();
  const two = { space, epoch: 3, secret };
  const opening = { ...two, keyHash: keyHashOf(space, old) };
  const seal = () => sealEarlier({ ...two, earlier: { epoch: 1, secret: old } });

  test('opens for whoever has the newer', async () => {
    const earlier = await seal();
    expect(earlier.sealed).toHaveLength(48);
    expect(wanted(await openEarlier({ ...opening, earlier }))).toEqual(old);
  });

  test('opens for nobody else, nor as another epoch, nor in another space', async () => {
    const earlier = await seal();
    const wrong = [
      { secret: newSecret() },
      { epoch: 4 },
      { space: H('person') },
      { earlier: { ...earlier, epoch: 2 } },
    ];
    for (const other of wrong) {
      expect(whyNot(await openEarlier({ ...opening, earlier, ...other }))).toBe('does-not-open');
    }
  });

  test('that is not the one of that epoch is noticed', async () => {
    const false_ = await sealEarlier({ ...two, earlier: { epoch: 1, secret: newSecret() } });
    expect(whyNot(await openEarlier({ ...opening, earlier: false_ }))).toBe('not-this-epoch');
  });
});
