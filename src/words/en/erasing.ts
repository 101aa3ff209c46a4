/** Going for good. */
export const erasing = {
  tabTitle: 'Bothways: go for good',
  title: 'Go for good',
  lead: 'You can end your account here. It is final: nobody can bring it back, not even you.',
  first: 'Take it along first',
  firstText:
    'What you can read here you can take with you as one file. After this there is nothing left to take.',
  firstLink: 'Make the file',
  doesTitle: 'What happens',
  does: [
    'You leave every space, at once. The others see that you have left.',
    'Your passphrase and your twelve words open nothing any more, here or anywhere.',
    'What this place keeps of your account is destroyed: your keys, your settings, your sign-in name, your knocks.',
    'All your devices are signed out, and what they hold is wiped when they next have a line.',
    'What you wrote only to yourself goes with you.',
  ],
  staysTitle: 'What stays',
  stays: [
    'What you agreed with somebody stays with them, in the words you said yes to. It is no longer in force.',
    'Your name stays beside what you said, so that the others can still follow their own words.',
    'That an account was here, and ended, stays as a mark that says nothing else about you.',
    'What others copied or took along, nobody can take back. Copies of this machine keep sealed words for up to seven days.',
  ],
  wordsTitle: 'Your words in each space',
  wordsLead:
    'Leave them with the people there, or take them back. Where you take them back, a line stands in each place.',
  take: (space: string) => `Take my words back: ${space}`,
  takeCommunity: (space: string) => `Take back how I introduced myself: ${space}`,
  nowhere: 'There is no space in which words of yours stand.',
  unsent:
    'Something you wrote has not gone out yet. Where you leave your words, it goes out first if it can.',
  next: 'Go on',
  sure: 'I want to end my account here, and I know that nothing brings it back.',
  sureMissing: 'Tick this if it is what you want.',
  present: 'Your passphrase',
  presentHint: 'So that nobody ends it who only holds this device.',
  presentMissing: 'Write your passphrase.',
  wrong: 'That is not your passphrase. Look at it once more.',
  end: 'End my account',
  ending: 'Beginning',
  stay: 'Stay',
  goingTitle: 'You are going',
  going:
    'Space after space is being left. You can close this page: it goes on whenever this device has a line.',
  goingOffline: 'There is no line just now. It goes on when there is one.',
};
