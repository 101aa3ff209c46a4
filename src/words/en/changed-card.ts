/** The card at the door has changed since somebody said yes to it. Short words on purpose. */
export const changedCard = {
  title: 'The card at the door has changed',
  lead: (day: string) =>
    `Whoever runs this place wrote it anew on ${day}. What you said yes to was different.`,
  leadUnknown: (day: string) =>
    `Whoever runs this place wrote it on ${day}. We do not know what you said yes to before, so here is all of it.`,
  now: 'Now',
  before: 'Before',
  whole: 'Read the whole card',
  yes: 'Yes, I stay with this card',
  saving: 'Keeping your yes',
  until:
    'Until you say yes you can read all that is here, say yes or no to what others offer, and take back what you wrote. You cannot write new words.',
  noTitle: 'And if it is no?',
  takeTime: 'Take your time. Nobody is told that you have not said yes, and the card waits.',
  ask: 'You can ask whoever runs this place why it has changed. The card says how to reach them.',
  leave: 'You can leave each space from its own page, and sign out of this device on your own page.',
  leaveLink: 'To your page',
};
