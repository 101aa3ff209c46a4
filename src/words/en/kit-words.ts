/** Typing the twelve words, or scanning the square that holds them. */
export const kitWords = {
  label: 'Your twelve words',
  hint: 'One after the other, in their order, with spaces between them. Capitals do not matter.',
  missing: 'Write all twelve words.',
  counted: (count: number) => (count === 1 ? '1 word so far' : `${count} words so far`),
  scan: 'Scan the square',
  scanHint: 'Take a picture of it, or choose one. The picture stays on this device.',
  scanning: 'Looking at the picture',
  scanNothing:
    'There is no square to be read in this picture. Hold it flat, in good light, or type the words.',
  scanned: 'The twelve words are read.',
};
