/** Coming in with the twelve words when the passphrase is gone. */
export const comingBack = {
  tabTitle: 'Bothways: come back in',
  title: 'Come in with your twelve words',
  lead: 'They are on your kit. They open everything here for you, and you set a new passphrase on the way.',
  taken: 'A device of mine was taken',
  takenHint: 'Then your keys change too, and all your other devices are signed out and wiped.',
  next: 'Go on',
  looking: 'Looking for your account',
  openingTitle: 'One moment',
  opening: 'Opening the door',
  again: 'Try again',
  back: 'Sign in with the passphrase',
  already: 'You are signed in on this device.',
  goHome: 'Go home',
};
