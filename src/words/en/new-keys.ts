/** Signing out everywhere else, and changing the keys. */
export const newKeys = {
  tabTitle: 'Bothways: new keys',
  title: 'A device was taken',
  lead: 'Or somebody else had it in their hands. You can sign it out from here, and change your keys.',
  whatTitle: 'What happens',
  others:
    'All your other devices are signed out. As soon as they reach this place they are wiped, and what was not sent from them is lost.',
  keys: 'This device gets new keys and brings them into each of your spaces. From then on the old keys open nothing that is written there.',
  people: 'The people you write with need to do nothing, and nothing looks different to them.',
  stays:
    'Your passphrase and your twelve words stay as they are. If somebody may have seen them, change them too.',
  limitsTitle: 'What it cannot do',
  limits:
    'A device that never goes online again keeps what it holds. Whoever can open it can go on reading that.',
  change: 'Sign out everywhere and change my keys',
  ask: 'Change your keys now?',
  askText:
    'Your other devices are signed out and wiped. To use them again, you sign in there with your passphrase.',
  askDo: 'Change them',
  stay: 'Not now',
  changing: 'Changing your keys',
  askedTitle: 'The change is on its way',
  asked:
    'Nobody has answered yet. It goes on by itself when there is a connection, also after you close this page.',
  doneTitle: 'Your keys are changed',
  done: 'Your other devices are signed out.',
  openTitle: 'Where the old keys still read',
  open: 'Your new keys are on their way into these spaces. As long as a space is on this list, whoever has the old keys can read what is written there. What you write there waits until then. You can leave this page; it goes on by itself.',
  shut: 'The new keys are in all your spaces. The old ones open nothing that is written from now on.',
  back: 'Back to your keys',
};
