/** When the whole device cannot go on: what happened, and what a person can do. */
export const situation = {
  tabTitle: 'Bothways',
  starting: 'One moment',
  goneElsewhereTitle: 'This device knows an older state',
  goneElsewhere:
    'Another of your devices has written since, and the machine handed this one something older. Nothing is lost here. Close the page, wait a while and open it again. If it stays like this, tell whoever runs this place.',
  keysChangedTitle: 'A way in was changed',
  keysChanged:
    'Your passphrase or your twelve words were changed on another of your devices. Open this one again with those in force now. All that waits here stays, and goes out afterwards. If it was not you, come in with your twelve words and set a new passphrase.',
  endedTitle: 'This device was signed out',
  ended:
    'On another device of yours the keys were changed, and all others were signed out. What was kept here is gone from this device. If that was you, sign in again. If it was not, come in with your twelve words, and say there that a device was taken.',
  goneTitle: 'You have gone',
  gone: 'Your account here has ended, and nothing of it is on this device any more. Take good care of yourself.',
  toDoor: 'To the front page',
  pleaseUpdateTitle: 'A newer page is needed',
  pleaseUpdate: 'Somebody wrote with a newer page than this one. Load it once more; then it opens.',
  brokenTitle: 'This device cannot open what it keeps',
  broken:
    'What is stored on this device does not open. What you wrote is still with the others. You can sign in again with your sign-in name and passphrase.',
  reload: 'Load it once more',
  signIn: 'Sign in again',
  kit: 'Use the twelve words',
};
