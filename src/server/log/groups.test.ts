import { describe, expect, test } from 'vitest';
import { StoreAway } from '#server/store/store.ts';
import { createGroups } from './groups.ts';

describe('a group', () => {
  test('is written in one go, in the order in which they came', async () => {
    const written: (readonly number[])[] = [];
    const groups = createGroups<number, number>(async (group) => {
      written.push(group);
      return group.map((one) => one * 10);
    });
    expect(await Promise.all([1, 2, 3].map(groups.join))).toEqual([10, 20, 30]);
    expect(written).toEqual([[1, 2, 3]]);
  });

  test('has at most 128', async () => {
    const sizes: number[] = [];
    const groups = createGroups<number, number>(async (group) => {
      sizes.push(group.length);
      return [...group];
    });
    await Promise.all(Array.from({ length: 300 }, (_, index) => groups.join(index)));
    expect(sizes).toEqual([128, 128, 44]);
  });

  test('that fails is tried one by one, so that one mistake is not everybody’s', async () => {
    const groups = createGroups<number, number>(async (group) => {
      if (group.includes(2)) throw new Error('two');
      return [...group];
    });
    const settled = await Promise.allSettled([1, 2, 3].map(groups.join));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('may be on its way beside another, and no more than so many', async () => {
    const sizes: number[] = [];
    const letGo: (() => void)[] = [];
    const groups = createGroups<number, number>(async (group) => {
      sizes.push(group.length);
      await new Promise<void>((resolve) => letGo.push(resolve));
      return [...group];
    }, 2);
    const all = Promise.all(Array.from({ length: 300 }, (_, index) => groups.join(index)));
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
    };
    await until(() => letGo.length === 2);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(sizes).toEqual([128, 128]);
    letGo[0]?.();
    await until(() => letGo.length === 3);
    for (const go of letGo) go();
    expect(await all).toHaveLength(300);
    await groups.idle();
  });

  test('is not tried one by one where the store is away', async () => {
    let tried = 0;
    const groups = createGroups<number, number>(async () => {
      tried += 1;
      throw new StoreAway('nobody answers');
    });
    const settled = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => groups.join(index)));
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    // All together, and then the first alone.
    expect(tried).toBe(2);
  });

  test('is waited for', async () => {
    const done: number[] = [];
    const groups = createGroups<number, null>(async (group) => {
      done.push(...group);
      return group.map(() => null);
    });
    void groups.join(1);
    await groups.idle();
    expect(done).toEqual([1]);
    await groups.idle();
  });
});
