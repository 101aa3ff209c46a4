import { expect, test } from 'vitest';
import { shiftThrice } from './shift-thrice.ts';

/** Each press as its key and when it was; the answer is what was said at each. */
function pressing(...presses: readonly (readonly [key: string, at: number, repeat?: boolean])[]) {
  const hear = shiftThrice();
  return presses.map(([key, at, repeat = false]) => hear({ key, at, repeat }));
}

test('three times Shift within a second and a half', () => {
  expect(pressing(['Shift', 0], ['Shift', 700], ['Shift', 1500])).toEqual([false, false, true]);
});

test('slower than that is nothing, and the last three count', () => {
  expect(pressing(['Shift', 0], ['Shift', 700], ['Shift', 1501])).toEqual([false, false, false]);
  expect(pressing(['Shift', 0], ['Shift', 1000], ['Shift', 2000], ['Shift', 2400])).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('capital letters are no way out', () => {
  const typed = pressing(['Shift', 0], ['A', 100], ['Shift', 200], ['N', 300], ['Shift', 400], ['A', 500]);
  expect(typed).not.toContain(true);
});

test('holding the key down is pressing it once', () => {
  expect(pressing(['Shift', 0], ['Shift', 500, true], ['Shift', 530, true], ['Shift', 560])).not.toContain(
    true,
  );
});

test('a fourth time is the first of another three', () => {
  const four = pressing(['Shift', 0], ['Shift', 100], ['Shift', 200], ['Shift', 300]);
  expect(four).toEqual([false, false, true, false]);
});
