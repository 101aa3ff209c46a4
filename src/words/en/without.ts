/** Going on without somebody: a new circle of the others. */
export const without = {
  tabTitle: 'Bothways: a new circle',
  title: 'Go on in a new circle',
  lead: 'This opens a new circle and asks the others into it. Each comes in by a yes of their own. This one stays as it is, and all of you can still read it.',
  told: 'Nobody is told who is not asked. They may hear of it from people, and it is kind if one of you tells them.',
  apart: (names: string) =>
    `You have chosen not to meet ${names}, so they are not among those you can ask here.`,
  whom: 'Whom do you ask?',
  open: 'Open the new circle',
};
