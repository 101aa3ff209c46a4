import encodeQR from 'qr';

/** The dark and light squares of a code that holds this text. */
export function squaresOf(text: string): readonly (readonly boolean[])[] {
  // The encoder always draws an edge of light; how much air the code needs is for whoever draws it.
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  return bordered.slice(1, -1).map((row) => row.slice(1, -1));
}
