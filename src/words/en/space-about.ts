/** The page of a space: who is in it, how to know that it is really them, and the way out. */
export const spaceAbout = {
  tabTitle: 'Bothways: about this space',
  title: 'This space',
  members: 'Who is here',
  you: (name: string) => `${name} (you)`,
  seats: 'Who stands on which side was drawn by lot, and is the same for both of you. It means nothing.',
  swap: 'Swap sides on this device',
  swapHint: 'Only what you see changes.',
  safety: 'Is it really them?',
  safetyLead:
    'Read these six words to each other, by phone or face to face. If both of you see the same six, nobody sits between you.',
  safetyWords: 'Six words to compare',
  safetyDiffer: 'If they differ, stop writing here, and ask whoever runs this place in person.',
  safetyNone: 'The six words are not ready yet. They come when both of you have been here.',
  kept: 'What you write is signed, so the other can prove that it was you. They may also keep a copy. That is true of letters, too.',
  limits: 'Who sees what',
  leaveTitle: 'The way out',
  leaveText: 'You can leave at any time, without a reason. The others see that you left.',
  leave: 'Leave this space',
  leaveAsk: 'Leave this space?',
  leaveDoes:
    'From then on this space is closed to you, also what was said before. What you wrote stays with the others, unless you withdraw it first. You cannot come back by yourself.',
  leaveDo: 'Leave it',
  leaving: 'Leaving',
  stay: 'Stay',
};
