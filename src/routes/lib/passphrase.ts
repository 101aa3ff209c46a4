export const passphraseLeast = 10;

export type PassphraseLength = 'too-short' | 'short' | 'middling' | 'long';

/** How long it is, which is all that can be honestly said of a passphrase that somebody made up. */
export function lengthOf(passphrase: string): PassphraseLength {
  const letters = [...passphrase.trim()].length;
  if (letters < passphraseLeast) return 'too-short';
  if (letters < 16) return 'short';
  if (letters < 28) return 'middling';
  return 'long';
}
