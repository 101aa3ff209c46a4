export const thisDevice = {
  title: 'On this device',
  lock: 'Lock it now',
  lockText:
    'What you wrote stays here, and opens with your passphrase. Quick exit does the same and shows a plain page.',
  lockAfter: 'Lock by itself when nobody touches it',
  lockAfters: {
    never: 'Never',
    '5': 'After five minutes',
    '15': 'After a quarter of an hour',
    '60': 'After an hour',
  },
  lockAfterHint:
    'It counts for all tabs. What you have begun to write is kept, and is there when you open it again.',
  more: 'What quick exit can and cannot do',
  kept: 'Your browser has agreed to keep what is stored here.',
  notKept:
    'If this device runs short of room, your browser may throw away what is stored here. What you sent is safe. What was not sent yet would be lost.',
  ask: 'Ask the browser to keep it',
  askedInVain:
    'The browser did not agree for now. It often does once you come here more, or add this place to your apps.',
  unknown: 'This browser does not say whether it keeps what is stored here.',
  offline:
    'Pages and spaces that you have seen open without a connection. What you write then goes out later, once.',
  face: 'If you add this place to your apps',
  faces: { neutral: 'It is called Leaf, with a leaf', own: 'It is called Bothways, with two arcs' },
};
