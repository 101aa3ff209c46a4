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
    'Sign in with your sign-in name. Then what waits on this device is kept as well. For this you need a connection.',
  signIn: 'Sign in',
  wipeTitle: 'Somebody else wants to come in',
  wipeText:
    'First all that is kept here has to go from this device. What its owner wrote and did not send yet would be lost.',
  wipe: 'Wipe this device',
  wiping: 'Wiping',
  limits: 'What quick exit can and cannot do',
};
