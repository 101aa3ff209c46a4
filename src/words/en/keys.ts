import { newKeys } from './new-keys.ts';

/** Seeing to one's ways back in. */
export const keys = {
  newKeys,
  tabTitle: 'Bothways: your keys',
  title: 'Your ways back in',
  lead: 'Two things open this place for you: your passphrase, and the twelve words of your kit. Nobody here can give you new ones.',
  kit: 'The twelve words',
  kitNotProved:
    'Nobody has checked yet that they were kept right. If they were not, and this device and your passphrase were lost, what you wrote would be gone.',
  kitProved: 'You have checked that they were kept right.',
  check: 'Check them',
  checkAgain: 'Check them once more',
  newKit: 'Make twelve new ones',
  newKitHint: 'If the old ones were lost, or somebody saw them. The old ones open nothing then.',
  passphrase: 'The passphrase',
  newPassphrase: 'Set another passphrase',
  newPassphraseHint: 'Your other devices ask you for the new one. What waits on them stays.',
  lost: 'If a device was taken',
  lostText:
    'Whoever has it open can read what it keeps, and can write as you. Another passphrase does not stop that. Signing it out and changing your keys does.',
  takenLink: 'Sign out everywhere and change my keys',
  stillOpen: (spaces: string) =>
    `You changed your keys, and they are on their way. In these spaces the old ones still read: ${spaces}.`,
  seeOpen: 'See how far it is',
  present: 'Your passphrase as it is now',
  presentMissing: 'Write your passphrase.',
  presentWrong: 'That is not your passphrase as it is now. Look at it once more.',
  show: 'Show what I write',
  next: 'Go on',
  saving: 'Changing the keys',
  again: 'Try again',
  back: 'Back to your keys',
  checkTitle: 'Check your twelve words',
  checkLead:
    'Take them from where you keep them, and not from memory. Then you know that they would bring you back.',
  checkDo: 'Check',
  checking: 'Checking',
  rightTitle: 'They are right',
  right: 'These twelve words would bring everything back. Put them away where only you look.',
  passphraseTitle: 'Another passphrase',
  passphraseLead: 'Write the one you have now first, so that nobody changes it who only holds this device.',
  passphraseDoneTitle: 'It is changed',
  passphraseDone: 'From now on you come in with the new one. Your twelve words stay as they are.',
  kitTitle: 'Twelve new words',
  kitLead: 'Write your passphrase first, so that nobody makes new ones who only holds this device.',
  kitDoneTitle: 'The new ones are in force',
  kitDone:
    'The old twelve words open nothing any more. You can throw them away. Check the new ones when they are put away.',
};
