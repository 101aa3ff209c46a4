import encodeQR from 'qr';

/** The dark and light squares of a code that holds this text. */
export function squaresOf(text: string): readonly (readonly boolean[])[] {
  // The library gives no code without air around it; the component that draws it brings its own.
  const withAir = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  return withAir.slice(1, -1).map((row) => row.slice(1, -1));
}
