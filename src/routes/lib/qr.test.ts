import { expect, test } from 'vitest';
import { squaresOf } from './qr.ts';

test('a code is square, and begins with a corner mark and not with air', () => {
  const squares = squaresOf('twelve words that somebody keeps on paper');
  expect(new Set(squares.map((row) => row.length))).toEqual(new Set([squares.length]));
  expect(squares[0]?.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false]);
});
