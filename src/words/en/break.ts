/** Taking a break from being found and asked. */
export const takingBreak = {
  tabTitle: 'Bothways: a break',
  title: 'Take a break',
  lead: 'For as long as you like. You come back by yourself.',
  does: 'Until then others do not find you among the people of this place, and nobody can ask you to connect. What somebody had sent already waits for you.',
  notTold:
    'Nobody is told why, or since when, and no line says that you are away. Who looks for you finds that you are not in the list.',
  spaces:
    'In your spaces nothing changes for the others. They see only that you do not answer. You can still read and write.',
  could:
    'Somebody who digs into what their device keeps could find there that you are on a break, and the day it began. Once you are back that is dropped.',
  begin: 'Take a break',
  beginning: 'Closing the door',
  on: 'You are on a break.',
  back: 'Come back',
  comingBack: 'Opening the door',
  lineTitle: 'A line, if you like',
  line: 'You owe nobody a word. If you want to leave one, write it in the space itself.',
};
