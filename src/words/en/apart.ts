/** Not meeting somebody: on their page, and on the page of all whom I have chosen not to meet. */
export const apart = {
  tabTitle: 'Bothways: not meeting',
  personTitle: 'Bothways: somebody here',
  title: 'People you have chosen not to meet',
  lead: 'Only you see this list. It is so on all your devices.',
  none: 'Nobody. You can choose it on the page of a person: press a name among the people of this place.',
  people: 'The people of this place',
  choiceTitle: 'If you would rather not meet',
  choice: (name: string) =>
    `You do not see ${name} among the people any more, and what ${name} asks you does not come to your door. You cannot ask ${name} either.`,
  silent: (name: string) =>
    `${name} is not told, and nobody else is. On the pages of ${name} all stays as it is; there is only no answer.`,
  limits: (name: string) =>
    `Where you are both in a space, ${name} can still read what you write there. You can leave such a space at any time. If ${name} comes back under another name, this choice does not know it.`,
  choose: (name: string) => `Choose not to meet ${name}`,
  chosen: (name: string) => `You have chosen not to meet ${name}.`,
  chosenHolds:
    'You can change your mind at any time. Then you find at your door what they asked meanwhile, if it still stands.',
  meetAgain: (name: string) => `Meet ${name} again`,
  shared: 'You are both in:',
  together: 'Your space together',
  asked: (name: string) =>
    `You had asked ${name} to connect, and that still stands. If ${name} says yes, a space opens.`,
  takeBack: 'Take the question back',
  takingBack: 'Taking it back',
  unknownTitle: 'Nobody by this link',
  unknown: 'They may have left, or they are not in the list just now.',
};
