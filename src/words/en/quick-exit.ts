/** Somebody in danger decides by this. Short words on purpose. */
export const quickExit = {
  tabTitle: 'Bothways: quick exit',
  title: 'What quick exit can and cannot do',
  lead: 'It takes you away from here in a blink. Know what it leaves behind.',
  howTitle: 'How to leave',
  how: [
    'Press “Quick exit” at the top of any page.',
    'Or press the Shift key three times, fast, with no other key in between.',
    'A plain page about tea takes the place of this one, in each tab.',
    'This place is then locked. It opens again with your passphrase.',
  ],
  doesTitle: 'What it does',
  does: [
    'What was on the screen is gone at once.',
    'The key to all you wrote is taken off this device.',
    'What you had not sent yet stays, locked, and goes out when you are back.',
    'Your place in a course, and the lessons kept with it, are let go.',
    'The Back button does not show what you read. It leads to a locked door.',
  ],
  notTitle: 'What it cannot do',
  not: [
    'It does not clear the list of pages in your browser. The address of this place is still there. You can clear the list yourself.',
    'It does not hide that you have an account here.',
    'It does not hide what you chose to keep on the help page. Whoever holds this device can read that.',
    'A whole course on one page has no code of ours. There only the button works, and Back leads there again.',
    'It does not help if the phone itself is watched by an app, or if somebody has your passphrase.',
    'It does not bring back what somebody has seen, or made a picture of.',
    'Somebody with time and skill can look at the locked files and try to guess. Six drawn words are too many to guess. Words you made up may not be.',
    'It does not take away what you saved from here: a file, a print, a picture of your twelve words.',
  ],
  saferTitle: 'What makes it safer',
  safer: [
    'A private window forgets this place when you close it. Then sign in each time.',
    'Signing out wipes all from this device, and asks about what you keep on the help page. Do that when you are done, if others use it.',
    'If you think your phone is watched, use another one.',
  ],
};
