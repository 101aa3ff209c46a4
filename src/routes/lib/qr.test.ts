import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { squaresOf } from './qr.ts';

test('what is written into a square code is read out of it again', () => {
  const link = 'https://peers.example/join#abcdefghijklmnopqrstuvwxyz0123456789-_ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  expect(read(squaresOf(link))).toBe(link);
});

/** As a camera would see it: four points to each square, four squares of air around. */
function read(squares: readonly (readonly boolean[])[]): string {
  const side = (squares.length + 8) * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = squares[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4] === true;
      data.fill(dark ? 0 : 255, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}
