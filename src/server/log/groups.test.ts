import { describe, expect, test } from 'vitest';
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
