export const unlock = {
  tabTitle: 'Bothways',
  title: 'Locked',
  lead: 'Write your passphrase, and all is as you left it.',
  passphrase: 'Passphrase',
  missing: 'Write your passphrase.',
  show: 'Show what I write',
  open: 'Open',
  opening: 'Opening',
  wrong:
    'This passphrase does not open it. Look at it once more; spaces do not matter, small and large letters do.',
  noLine: 'It opens without a connection, too. On an old phone it takes a few seconds.',
  otherWay: 'It does not open, or you lost your passphrase',
  otherWayText:
    'If you set a new passphrase on another device, sign in with that one. If you forgot it, your twelve words set another. Either way, what waits on this device is kept. You need a connection.',
  signIn: 'Sign in',
  kit: 'Use the twelve words',
  wipeTitle: 'Somebody else wants to come in',
  wipeText:
    'First all that is kept here has to go from this device. What its owner wrote and did not send yet would be lost.',
  wipe: 'Wipe this device',
  wipeAsk: 'Wipe all that is kept here?',
  wipeDo: 'Wipe it',
  stay: 'Leave it as it is',
  wiping: 'Wiping',
  limits: 'What quick exit can and cannot do',
};
