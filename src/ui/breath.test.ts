import { expect, test } from 'vitest';
import { afterBreath, paced, wholeMs } from './breath.ts';

/** How long somebody breathes along at this pace, and which half came last. */
function breatheAt(beatMs: number): { readonly goneMs: number; readonly last: string } {
  let breath: 'in' | 'out' = 'in';
  for (let goneMs = beatMs; ; goneMs += beatMs) {
    const next = afterBreath(breath, { goneMs, beatMs });
    if (next === 'done') return { goneMs, last: breath };
    breath = next;
  }
}

test.each([2500, 3500, 4500, 6500, 9000])('at %i ms it ends on a breath out near half a minute', (beatMs) => {
  const { goneMs, last } = breatheAt(beatMs);
  expect(last).toBe('out');
  expect(Math.abs(goneMs - wholeMs)).toBeLessThanOrEqual(beatMs);
});

test('nobody is paced beyond what lungs can do', () => {
  expect(paced(8500, 1000)).toBe(9000);
  expect(paced(3000, -1000)).toBe(2500);
  expect(paced(4500, 1000)).toBe(5500);
});
