/** Who sees what, said where people decide. Short words on purpose. */
export const limits = {
  tabTitle: 'Bothways: who sees what',
  title: 'Who sees what',
  lead: 'What this place can keep for you, and what no place can.',
  seeTitle: 'What the host can see',
  see: [
    'When a device comes and goes, and how much it sends.',
    'Which long numbers share a space, and when one of them writes. Not who they are.',
    'The address your line comes from, while you are on it. This house does not write it down.',
  ],
  notSeeTitle: 'What the host cannot see',
  notSee: [
    'Your name, what your spaces are called, and each word you write. They are locked on your own device.',
    'What you agree on, and what you said yes to.',
    'Your passphrase and your twelve words.',
  ],
  pageTitle: 'The page could be changed',
  page: 'Your browser gets this page from the machine each time. Whoever runs the machine, or breaks into it, could send a page that gives your words away. We cannot rule that out. So come in only where you trust the host that far.',
  guessTitle: 'A passphrase can be guessed',
  guess:
    'If you made it up yourself, whoever runs the machine can try to guess it. Words that were drawn by chance are far too hard to guess.',
  copyTitle: 'Others may keep a copy',
  copy: 'Whoever you write to can keep what you wrote, on paper or in a picture. You can withdraw a word here. You cannot take it out of a drawer.',
  proofTitle: 'What you write is signed',
  proof:
    'Each word you write carries your mark. So nobody can put words in your mouth. It also means that the other can prove to a third person that you wrote it.',
  courtTitle: 'The law',
  court:
    'A court can make a host hand over what is on the machine. It is locked, and the host has no key. The card at the door says who is bound by law, and to what.',
  lostTitle: 'Lost is lost',
  lost: 'If you lose your device, your passphrase and your twelve words, nobody can open your words again. We cannot either.',
  inviteTitle: 'Open links',
  invite:
    'Until an invitation is used, whoever holds it can read the page of people: the names, and what each one says there. They cannot read what is said between two people.',
};
