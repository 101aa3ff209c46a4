import encodeQR from 'qr';

/** The dark and light squares of a code that holds this text. */
export function squaresOf(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: 0 });
}
