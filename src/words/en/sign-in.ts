export const signIn = {
  tabTitle: 'Bothways: sign in',
  title: 'Come back in',
  lead: 'Your sign-in name is the three words on your kit.',
  name: 'Sign-in name',
  nameMissing: 'Write the three words, with spaces between them.',
  passphrase: 'Passphrase',
  passphraseMissing: 'Write your passphrase.',
  show: 'Show what I write',
  go: 'Sign in',
  going: 'Opening the door',
  newHere: 'New here? You come in by a link that somebody hands you.',
  kit: 'If the passphrase is gone, keep your twelve words close. Coming back with them alone is being built and is not here yet.',
};
