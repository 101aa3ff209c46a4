export const frame = {
  name: 'Bothways',
  home: 'Bothways, home',
  skip: 'Go to the page',
  help: 'Help',
  closeHelp: 'Close',
  quickExit: 'Quick exit',
  back: 'Back',
  nothingHereTitle: 'Nothing at this address',
  nothingHere: 'It may have been moved, or put away, or it was never here. What you wrote is safe.',
  troubleTitle: 'This page did not open',
  trouble: 'What you wrote on this device is still on it. Try once more, or go home and come back later.',
  tryAgain: 'Try once more',
  goHome: 'Go home',
  newer: {
    line: 'A newer version of these pages is here. Yours works on until you change over.',
    load: 'Change over',
  },
};
