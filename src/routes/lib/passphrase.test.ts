import { expect, test } from 'vitest';
import { lengthOf } from './passphrase.ts';

test('a passphrase is told by its length alone, spaces around it left out', () => {
  expect(lengthOf('          a')).toBe('too-short');
  expect(lengthOf('ten letter')).toBe('short');
  expect(lengthOf('sixteen letters!')).toBe('middling');
  expect(lengthOf('twenty-eight letters in a row')).toBe('long');
});

test('letters are counted as people count them', () => {
  expect(lengthOf('🌿🌿🌿🌿🌿')).toBe('too-short');
});
