/** Two keyboards may spell the same letters in two ways, and a thumb may add a space. */
export function asTyped(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().split(/\s+/).join(' ');
}
